using Orderly.Engine.Bpmn;
using Orderly.Engine.Process;
using Orderly.Journal.Rows;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Sources;
using JournalEntry = Orderly.Engine.Process.JournalEntry;

namespace Orderly.Web.Cases;

/// <summary>One instance of a case, the root or one that was called from it, with its journal read.</summary>
internal sealed record CasePart(InstanceRow Head, IReadOnlyList<JournalEntry> Entries, InstanceTrace Trace, ProcessModel? Model)
{
    public string NameOf(string element) => Model?.Find(element)?.Name is { Length: > 0 } name ? name : element;
}

/// <summary>Reads a case's parts, the root first.</summary>
internal sealed class CaseParts(Hospital hospital, InstanceTraces traces)
{
    public async ValueTask<IReadOnlyList<CasePart>> Of(Guid root, CancellationToken cancel)
    {
        var parts = new List<CasePart>();
        foreach (var head in (await hospital.Store.Read.Instances.OfCase(root, cancel)).OrderByDescending(head => head.Id == root).ThenBy(head => head.Id))
        {
            var entries = await traces.Entries(head.Id, cancel);
            if (entries.Count > 0)
            {
                var trace = new InstanceTrace(entries);
                parts.Add(new CasePart(head, entries, trace, trace.Start is { } start ? hospital.Model(start.Process, start.Version) : null));
            }
        }

        return parts;
    }
}
