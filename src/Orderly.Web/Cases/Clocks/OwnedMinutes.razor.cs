using System.Globalization;
using Microsoft.AspNetCore.Components;
using Orderly.Web.Design;

namespace Orderly.Web.Cases.Clocks;

/// <summary>Whose minutes the case's time was, against warning and target; the legend below says the same in words.</summary>
public sealed partial class OwnedMinutes
{
    private const double Width = 624;

    [Parameter, EditorRequired]
    public CaseClock Clock { get; set; } = null!;

    // A late case is drawn to its own length, so that the target stays on the picture.
    private TimeSpan Whole => Clock.Reading.Gross > Clock.Reading.Target ? Clock.Reading.Gross : Clock.Reading.Target;

    private double TargetAt => At(Clock.Reading.Target);

    private double WarnAt => At(Clock.Reading.WarnAfter);

    private double NowAt => At(Clock.Reading.Gross);

    private string Says => $"Minutes since the start by owner: {string.Join(", ", Clock.Shares.Select(share => $"{share.Owner} {Spans.Minutes(share.Span)}"))}. Target at {Spans.Minutes(Clock.Reading.Target)}.";

    private IEnumerable<(OwnedTime Share, double X, double Width)> Bars
    {
        get
        {
            var from = TimeSpan.Zero;
            foreach (var share in Clock.Shares)
            {
                yield return (share, At(from), Math.Max(0.5, At(from + share.Span) - At(from) - 1));
                from += share.Span;
            }
        }
    }

    private double At(TimeSpan span) => Whole > TimeSpan.Zero ? Math.Min(Width, span / Whole * Width) : 0;

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static RenderFragment Words(double x, string words, string? css) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", N(x));
        builder.AddAttribute(2, "y", "33");
        builder.AddAttribute(3, "class", css);
        builder.AddContent(4, words);
        builder.CloseElement();
    };
}
