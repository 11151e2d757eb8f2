using Orderly.Canonical.Organisation;

namespace Orderly.Simulator.Hospital.Stays;

/// <summary>Weights of the 24 local hours: when a hospital admits, and when its rounds order discharges.</summary>
internal sealed class HourOfDay(params double[] weights)
{
    /// <summary>Few by night, most from noon to evening.</summary>
    public static readonly HourOfDay Admissions = new(1, 1, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 7, 7, 7, 7, 6, 6, 5, 4, 3, 2, 2);

    /// <summary>After the morning rounds, so that the median patient leaves in the early afternoon.</summary>
    public static readonly HourOfDay DischargeOrders = new(0, 0, 0, 0, 0, 0, 0, 0, 6, 14, 20, 18, 12, 10, 9, 6, 4, 1, 0, 0, 0, 0, 0, 0);

    private readonly double sum = weights.Length == 24 ? weights.Sum() : throw new ArgumentException($"Expected a weight for each of 24 hours, but got {weights.Length}", nameof(weights));

    /// <summary>Share of the day's happenings that fall into an hour.</summary>
    public double ShareOf(int hour) => weights[hour] / sum;

    /// <summary>A moment of a local day by the weights, not before <paramref name="earliest"/>; null when the day has none left.</summary>
    public DateTimeOffset? On(DateOnly day, Facility facility, DateTimeOffset earliest, Random draw)
    {
        var zone = facility.TimeZone;
        var from = LocalDay.Of(earliest, facility) == day ? TimeZoneInfo.ConvertTime(earliest, zone).Hour : LocalDay.Of(earliest, facility) > day ? 24 : 0;
        var left = draw.NextDouble() * weights.Skip(from).Sum();
        if (left <= 0)
            return null;
        for (var hour = from; hour < 24; hour++)
        {
            if ((left -= weights[hour]) > 0)
                continue;
            var at = LocalDay.At(day, TimeSpan.FromHours(hour) + TimeSpan.FromMinutes(draw.Next(60)), facility);
            return at < earliest ? earliest : at;
        }
        return null;
    }
}

/// <summary>Days and times of day where a facility stands.</summary>
internal static class LocalDay
{
    public static DateOnly Of(DateTimeOffset at, Facility facility) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, facility.TimeZone).DateTime);

    public static DateTimeOffset At(DateOnly day, TimeSpan time, Facility facility)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + time;
        var zone = facility.TimeZone;
        // An hour that a clock change leaves out is the one after it.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
