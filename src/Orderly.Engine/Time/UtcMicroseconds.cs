namespace Orderly.Engine.Time;

/// <summary>The engine's grain of time: UTC, whole microseconds, which is what the store keeps.</summary>
public static class UtcMicroseconds
{
    public static DateTimeOffset Truncate(DateTimeOffset value)
    {
        var ticks = value.UtcTicks;
        return new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }

    public static TimeSpan Truncate(TimeSpan value) => new(value.Ticks - (value.Ticks % TimeSpan.TicksPerMicrosecond));
}
