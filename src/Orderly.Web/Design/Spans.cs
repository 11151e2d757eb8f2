using System.Globalization;

namespace Orderly.Web.Design;

/// <summary>Lengths of time in words. A time is never rounded to "a while".</summary>
internal static class Spans
{
    private const int ReadAsMinutesBelow = 100;

    /// <summary>"26 min", "3 h 10", "2 d 3 h"; under a minute "under 1 min".</summary>
    public static string Short(TimeSpan span) => WholeMinutes(span) switch
    {
        0 => "under 1 min",
        var minutes and < ReadAsMinutesBelow => string.Create(CultureInfo.InvariantCulture, $"{minutes} min"),
        var minutes => Long(minutes),
    };

    /// <summary>The same for a narrow place: "12 m".</summary>
    public static string Terse(TimeSpan span) => WholeMinutes(span) switch
    {
        var minutes and < ReadAsMinutesBelow => string.Create(CultureInfo.InvariantCulture, $"{minutes} m"),
        var minutes => Long(minutes),
    };

    public static string Minutes(TimeSpan span) => WholeMinutes(span).ToString(CultureInfo.InvariantCulture);

    private static int WholeMinutes(TimeSpan span) => (int)Math.Floor(span.Duration().TotalMinutes);

    private static string Long(int minutes) => minutes < 24 * 60
        ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{minutes / 1440} d {minutes % 1440 / 60} h");
}
