namespace Orderly.Simulator.Hospital;

/// <summary>Hospital time as the product serves it: at <paramref name="Real"/> it was <paramref name="Hospital"/>, and it runs <paramref name="Rate"/> times as fast.</summary>
public sealed record HospitalTime(DateTimeOffset Real, DateTimeOffset Hospital, double Rate, TimeProvider Clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    public DateTimeOffset Now => Hospital + (Clock.GetUtcNow() - Real) * Rate;

    /// <summary>Lets so much hospital time pass, and never so little that a fast clock would keep the machine spinning.</summary>
    public Task Pass(TimeSpan hospital, CancellationToken cancel)
    {
        var real = hospital / Rate;
        return Task.Delay(real > Shortest ? real : Shortest, Clock, cancel);
    }
}
