using Orderly.Canonical.Organisation;

namespace Orderly.Web.Beds;

/// <summary>Someone who needs a bed.</summary>
/// <param name="Level">Level of care it must have at least; null when not said.</param>
/// <param name="Unit">The unit asked for; empty when any will do.</param>
internal sealed record BedNeed(string Encounter, Guid? Patient, DateTimeOffset Asked, string? Level, string? Isolation, string Unit, string? Sex, Bed? Given);

/// <summary>Who lies in another bed of the room.</summary>
internal sealed record Neighbour(string? Sex, string? Isolation);

/// <summary>A bed nobody lies in, clean or on its way there.</summary>
internal sealed record BedOffer(Bed Bed, Unit? Unit, BedState State, IReadOnlyList<Neighbour> Neighbours)
{
    public string Name => NameOf(Bed);

    /// <summary>As people call it inside its unit.</summary>
    public static string NameOf(Bed bed) => $"{bed.Room}-{bed.Code}";
}

/// <summary>A bed that fits: the higher the score, the better.</summary>
internal sealed record BedFit(BedOffer Offer, int Score, string Why);

/// <summary>
/// Which bed fits whom. What must hold, holds or the bed is not suggested; among those that are left points are counted. A person
/// places: nothing is reserved or sent by this.
/// </summary>
internal static class BedFitting
{
    private const int AskedUnit = 30;
    private const int ReadyNow = 25;
    private const int BeingCleaned = 10;
    private const int LevelAsNeeded = 10;
    private const int KeepCriticalCare = -40;
    private const string CriticalCare = "critical-care";

    /// <summary>A bed of a later one can take whoever needs an earlier one. Another word of the organisation's stands for itself alone.</summary>
    private static readonly string[] Levels = ["medical-surgical", "telemetry", CriticalCare];

    /// <summary>Best first.</summary>
    public static IReadOnlyList<BedFit> Of(BedNeed need, IEnumerable<BedOffer> offers) =>
        [.. offers.Where(offer => Objection(need, offer) is null).Select(offer => Fit(need, offer)).OrderByDescending(fit => fit.Score).ThenBy(fit => fit.Offer.Name, StringComparer.Ordinal)];

    /// <summary>Why the bed must not be given to them; null when it may.</summary>
    public static string? Objection(BedNeed need, BedOffer offer) =>
        LevelObjection(need, offer) ?? IsolationObjection(need, offer) ?? SexObjection(need, offer);

    private static string? LevelObjection(BedNeed need, BedOffer offer)
    {
        if (need.Level is not { } level || offer.Unit?.LevelOfCare == level)
        {
            return null;
        }

        var (needed, has) = (Array.IndexOf(Levels, level), Array.IndexOf(Levels, offer.Unit?.LevelOfCare));
        return needed >= 0 && has > needed ? null : $"{offer.Unit?.Name ?? offer.Bed.Unit} gives {Words(offer.Unit?.LevelOfCare)} care, needed is {Words(level)}";
    }

    private static string? IsolationObjection(BedNeed need, BedOffer offer)
    {
        if (Is(need.Isolation, "airborne"))
        {
            return "Airborne isolation needs a negative-pressure room, and the organisation names none";
        }

        return need.Isolation is { Length: > 0 } own
            ? offer.Neighbours.Any(beside => !Is(beside.Isolation, own)) ? $"{own} isolation needs a room alone or with the same" : null
            : offer.Neighbours.FirstOrDefault(beside => beside.Isolation is { Length: > 0 }) is { Isolation: var other } ? $"Someone in {other!.ToLowerInvariant()} isolation lies in the room" : null;
    }

    private static string? SexObjection(BedNeed need, BedOffer offer)
    {
        if (offer.Neighbours.Count == 0)
        {
            return null;
        }

        return need.Sex is null || offer.Neighbours.Any(beside => beside.Sex is null) ? "The room is shared, and the sex of one of them is not known"
            : offer.Neighbours.Any(beside => beside.Sex != need.Sex) ? "The room is shared with the other sex"
            : null;
    }

    private static BedFit Fit(BedNeed need, BedOffer offer)
    {
        var why = new List<string>();
        var score = 0;
        Count(offer.State == BedState.Clean, ReadyNow, "clean now");
        Count(offer.State == BedState.Cleaning, BeingCleaned, "being cleaned");
        Count(offer.State != BedState.Clean && offer.State != BedState.Cleaning, 0, "still to be cleaned");
        Count(need.Unit.Length > 0 && need.Unit == offer.Bed.Unit, AskedUnit, "the unit asked for");
        Count(need.Level is not null && need.Level == offer.Unit?.LevelOfCare, LevelAsNeeded, Words(need.Level));
        Count(offer.Unit?.LevelOfCare == CriticalCare && need.Level != CriticalCare, KeepCriticalCare, "takes a critical-care bed");
        Count(need.Isolation is { Length: > 0 }, 0, offer.Neighbours.Count == 0 ? "alone in the room" : "with the same isolation");
        Count(need.Isolation is not { Length: > 0 } && offer.Neighbours.Count > 0, 0, "shared with the same sex");
        return new BedFit(offer, score, InWords(why));

        void Count(bool holds, int points, string words)
        {
            if (holds)
            {
                score += points;
                why.Add(words);
            }
        }
    }

    private static string InWords(List<string> why) => string.Join(", ", why) is { Length: > 0 } words ? char.ToUpperInvariant(words[0]) + words[1..] : "";

    private static string Words(string? level) => level?.Replace('-', ' ') ?? "no stated level of";

    private static bool Is(string? isolation, string other) => string.Equals(isolation, other, StringComparison.OrdinalIgnoreCase);
}
