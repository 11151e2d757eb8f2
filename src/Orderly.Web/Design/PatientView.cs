using System.Globalization;

namespace Orderly.Web.Design;

/// <summary>What a banner says of a patient. Two identifiers at least, or the masked form where the role has no need of the name.</summary>
public sealed record PatientView(string? Name, string? Where, string? Born, string? Mrn, string? Visit)
{
    /// <summary>Further label and value pairs ("Going", "Home, home health").</summary>
    public IReadOnlyList<(string Label, string Value)> Facts { get; init; } = [];

    public static string BornWords(DateOnly born, DateOnly today)
    {
        var age = today.Year - born.Year - (born > today.AddYears(born.Year - today.Year) ? 1 : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{born:d MMM yyyy} ({age})");
    }
}
