using Orderly.Web.Sources;

namespace Orderly.Web.Worklist;

/// <summary>Facts of a case that make its work urgent or larger, in words; the most telling first.</summary>
internal static class WhyWords
{
    private const int ManyMedications = 10;

    public static IEnumerable<string> Of(CaseFacts facts)
    {
        if (facts.IsTrue("bedDemanded"))
        {
            yield return "Boarder for the bed";
        }

        if (facts.IsTrue("highRiskDrug"))
        {
            yield return "High-risk drug";
        }

        if (facts.Text("medicationCount") is { } count && int.TryParse(count, out var medications) && medications > 0)
        {
            yield return medications >= ManyMedications ? $"{medications} meds, {ManyMedications} or more" : $"{medications} meds";
        }

        if (facts.Text("isolation") is { Length: > 0 } isolation)
        {
            yield return $"Isolation: {isolation.ToLowerInvariant()}";
        }

        if (facts.Text("disposition") is { } disposition && Dispositions.Words(disposition) is { } words)
        {
            yield return $"Going {words}";
        }
    }
}
