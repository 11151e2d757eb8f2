using System.Globalization;

namespace Orderly.Web.Sources;

/// <summary>Instants as the clock on a facility's wall shows them.</summary>
internal sealed record LocalTime(TimeZoneInfo Zone, DateTimeOffset Now)
{
    public DateTimeOffset Here => At(Now);

    public DateTimeOffset At(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>"14:31"; on another day "8 Jun 16:20".</summary>
    public string Clock(DateTimeOffset instant)
    {
        var local = At(instant);
        return local.Date == Here.Date ? Time(local) : local.ToString("d MMM HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>"14:31", whatever the day.</summary>
    public string Time(DateTimeOffset instant) => At(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Seconds(DateTimeOffset instant) => At(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
