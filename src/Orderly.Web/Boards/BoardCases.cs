using Orderly.Engine.Bpmn;
using Orderly.Journal.Rows;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Sources;

namespace Orderly.Web.Boards;

/// <summary>One instance of a case with its model and what its journal tells.</summary>
internal sealed record BoardPart(InstanceTrace Trace, ProcessModel? Model);

/// <summary>An open case with its parts: the root and whatever it called.</summary>
internal sealed record BoardCase(InstanceRow Head, CaseFacts Facts, IReadOnlyList<BoardPart> Parts)
{
    public string Address => $"/cases/{Head.Id}";

    public string Bed => Facts.Bed is { Length: > 0 } bed ? bed : Facts.Text("visit") ?? Facts.BusinessKey ?? "";

    public Guid? Patient => Guid.TryParseExact(Facts.Text("patient"), "N", out var token) ? token : null;

    public IEnumerable<(BoardPart Part, TaskTrace Task)> Tasks => Parts.SelectMany(part => part.Trace.Tasks.Select(task => (part, task)));

    /// <summary>The promise over the whole case: the longest clock that is on no task.</summary>
    public ClockReading? Promise(DateTimeOffset now) =>
        Parts.SelectMany(part => part.Trace.Clocks).Where(clock => clock is { Task: null, IsRunning: true }).MaxBy(clock => clock.Target)?.Read(now);
}

/// <summary>Reads the open cases of a place.</summary>
internal sealed class BoardCases(Hospital hospital, CaseFactsMemory facts, InstanceTraces traces)
{
    /// <summary>Of a site; two hundred open cases are a big hospital's afternoon.</summary>
    private const int Most = 2_000;

    public async ValueTask<IReadOnlyList<BoardCase>> Of(BoardPlace place, CancellationToken cancel)
    {
        var heads = new List<(InstanceRow Head, CaseFacts Facts)>();
        foreach (var head in await hospital.Store.Read.Instances.OpenCases([place.Facility.Id], Most, cancel))
        {
            if (await facts.Of(head.Id, cancel) is { } fact && place.Holds(fact.Text("unit")))
            {
                heads.Add((head, fact));
            }
        }

        var instances = (await hospital.Store.Read.Instances.OfCases([.. heads.Select(one => one.Head.Id)], cancel)).ToLookup(row => row.Root);
        var cases = new List<BoardCase>();
        foreach (var (head, fact) in heads)
        {
            var parts = new List<BoardPart>();
            foreach (var instance in instances[head.Id])
            {
                if (await traces.UpTo(instance, cancel) is { Start: { } start } trace)
                {
                    parts.Add(new BoardPart(trace, hospital.Model(start.Process, start.Version)));
                }
            }

            cases.Add(new BoardCase(head, fact, parts));
        }

        return cases;
    }
}
