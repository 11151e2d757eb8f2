using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Orderly.Web.Design;

/// <summary>Net time against target: the target stands at two thirds, so that being late has room to show.</summary>
public sealed partial class ClockTrack
{
    private const double Width = 330;
    private const double TargetAt = Width * 2 / 3;

    [Parameter, EditorRequired]
    public ClockReading Reading { get; set; } = null!;

    private double Ran => Math.Min(Width, Share(Reading.Net) * TargetAt);

    private double WarnAt => Share(Reading.WarnAfter) * TargetAt;

    private string RanCss => Reading.Phase == ClockPhase.Soon ? "ran ran-soon" : "ran";

    private double Share(TimeSpan span) => Reading.Target > TimeSpan.Zero ? span / Reading.Target : 0;

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
