using Orderly.Web.Design;

namespace Orderly.Web.Cases;

/// <summary>What a person chose on a case page: which entries of the timeline, and the diagram's size. It is the page's address.</summary>
internal sealed record CaseChoice(TimelineKind Only, bool IsWhole)
{
    private static readonly (string Name, string Word, TimelineKind Kind)[] Kinds =
    [
        ("All", "", TimelineKind.None), ("Important", "important", TimelineKind.Important), ("Waits", "waits", TimelineKind.Wait),
        ("Messages", "messages", TimelineKind.Message), ("Failed", "failed", TimelineKind.Failure),
    ];

    public static CaseChoice Parse(string? only, string? flow) => new(Kinds.FirstOrDefault(kind => kind.Word == (only ?? "")).Kind, flow == "whole");

    public bool Shows(TimelineEntry entry) => Only == TimelineKind.None || (entry.Kind & Only) != 0;

    public static IEnumerable<TimelineChip> Chips(Guid id, IReadOnlyList<TimelineEntry> entries, CaseChoice choice) => Kinds.Select(kind => new TimelineChip(
        kind.Name,
        kind.Kind == TimelineKind.None ? entries.Count : entries.Count(entry => (entry.Kind & kind.Kind) != 0),
        $"/cases/{id}{Query(kind.Word, choice.IsWhole)}",
        kind.Kind == choice.Only));

    private static string Query(string only, bool isWhole)
    {
        var parts = new[] { only.Length > 0 ? $"only={only}" : null, isWhole ? "flow=whole" : null }.OfType<string>().ToList();
        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }
}
