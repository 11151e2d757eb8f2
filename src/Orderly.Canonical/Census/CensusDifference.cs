using System.Collections.Immutable;

namespace Orderly.Canonical.Census;

public enum CensusDifferenceKind
{
    /// <summary>The EHR has the patient in a bed, and we do not.</summary>
    NotKnown,

    /// <summary>Both have the patient, in different beds.</summary>
    Elsewhere,

    /// <summary>We have the patient in a bed, and the EHR does not.</summary>
    HasLeft,
}

/// <summary>Where an EHR's census and ours disagree on one visit.</summary>
/// <param name="Ehr">The EHR's line; null where it has none.</param>
/// <param name="Known">What we have; null where that is nothing.</param>
public sealed record CensusDifference(CensusDifferenceKind Kind, string Encounter, CensusEntry? Ehr, KnownPlace? Known);

/// <summary>Compares two censuses of one facility. The EHR is right, except where we have heard of something later.</summary>
public static class CensusComparison
{
    public static ImmutableArray<CensusDifference> Of(IEnumerable<CensusEntry> ehr, IEnumerable<KnownPlace> known, DateTimeOffset asOf)
    {
        var theirs = ehr.DistinctBy(entry => entry.Encounter).ToDictionary(entry => entry.Encounter);
        var ours = known.ToDictionary(place => place.Encounter);
        var differences = ImmutableArray.CreateBuilder<CensusDifference>();
        foreach (var entry in theirs.Values.OrderBy(entry => entry.Encounter, StringComparer.Ordinal))
        {
            if (!ours.TryGetValue(entry.Encounter, out var place))
                differences.Add(new CensusDifference(CensusDifferenceKind.NotKnown, entry.Encounter, entry, null));
            else if (place.Moved <= asOf && (place.Unit, place.Room, place.Bed) != (entry.Unit, entry.Room, entry.Bed))
                differences.Add(new CensusDifference(CensusDifferenceKind.Elsewhere, entry.Encounter, entry, place));
        }
        foreach (var place in ours.Values.Where(place => place.Moved <= asOf && !theirs.ContainsKey(place.Encounter)).OrderBy(place => place.Encounter, StringComparer.Ordinal))
            differences.Add(new CensusDifference(CensusDifferenceKind.HasLeft, place.Encounter, null, place));
        return differences.ToImmutable();
    }
}
