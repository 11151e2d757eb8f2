using System.Buffers.Binary;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Projection;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Security;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Cases.Listing;

/// <summary>A case in the list: what it is, how it stands, and whom it waits for.</summary>
public sealed record CaseLine(Guid Id, string Address, string About, string Place, string Process, string Key, StatusLook Status, string Started)
{
    public ClockReading? Clock { get; init; }

    public string Due { get; init; } = "";

    /// <summary>The open work that is due first, and who has it.</summary>
    public string WaitsFor { get; init; } = "";

    public string Open { get; init; } = "";
}

public sealed record CaseListView(IReadOnlyList<CaseLine> Lines, string? Find, bool IncludesEnded, bool IsCut);

/// <summary>The open cases, and on request those of the last day that ended, those with the earliest due work first.</summary>
internal sealed class CaseListReading(Hospital hospital, CaseFactsMemory facts, InstanceTraces traces, Patients patients, Looks looks)
{
    private const int Most = 200;
    private static readonly TimeSpan Reach = TimeSpan.FromHours(24);

    public async ValueTask<CaseListView> Read(Viewer viewer, string? find, bool includeEnded, SightOptions sight, CancellationToken cancel)
    {
        var queues = await Queues.Read(hospital.Store, cancel);
        var heads = await Heads(viewer, includeEnded, cancel);
        var tasks = (await hospital.Store.Read.Work.OfInstances([.. (await hospital.Store.Read.Instances.OfCases([.. heads.Select(head => head.Id)], cancel)).Select(part => part.Id)], cancel)).ToLookup(task => task.Focus ?? task.Instance);
        heads = await Seen(viewer, heads, tasks, queues, sight, cancel);
        var isCut = heads.Count > Most;
        heads = [.. heads.TakeLast(Most)];
        var tokens = heads.SelectMany(head => tasks[head.Id]).Select(task => task.Patient).OfType<Guid>().Distinct().ToList();
        var names = await patients.Of(viewer, tokens, cancel);
        var lines = new List<CaseLine>();
        var shown = new List<Guid>();
        foreach (var head in heads)
        {
            var line = await Line(head, [.. tasks[head.Id]], names, queues, cancel);
            if (find is null || $"{line.About} {line.Place} {line.Key} {line.Process}".Contains(find, StringComparison.OrdinalIgnoreCase))
            {
                lines.Add(line);
                shown.AddRange(tasks[head.Id].Select(task => task.Patient).OfType<Guid>());
            }
        }

        await looks.Record(viewer.Id, "cases", [.. shown.Distinct()], cancel);
        return new CaseListView([.. lines.OrderBy(line => line.Clock?.Due ?? DateTimeOffset.MaxValue).ThenByDescending(line => line.Id)], find, includeEnded, isCut);
    }

    /// <summary>Those that began within reach, and all that are still open however old.</summary>
    private async ValueTask<List<InstanceRow>> Heads(Viewer viewer, bool includeEnded, CancellationToken cancel)
    {
        var open = await hospital.Store.Read.Instances.OpenCases(viewer.Facilities, Most * 4, cancel);
        var ended = includeEnded
            ? (await hospital.Store.Read.Instances.After(EarliestId(hospital.Now - Reach), Most * 4, cancel)).Where(head => head.Parent is null && head.Ended is not null && viewer.Facilities.Contains(head.Facility))
            : [];
        return [.. open.Concat(ended).OrderBy(head => head.Id)];
    }

    private async ValueTask<List<InstanceRow>> Seen(
        Viewer viewer, List<InstanceRow> heads, ILookup<Guid, TaskRow> tasks, Queues queues, SightOptions sight, CancellationToken cancel)
    {
        var seen = new List<InstanceRow>();
        foreach (var head in heads)
        {
            if (tasks[head.Id].Any(task => queues.IsOpenTo(task.Queue, viewer)) || viewer.Oversees(sight.AllCases, head.Facility, (await facts.Of(head.Id, cancel))?.Text("unit")))
            {
                seen.Add(head);
            }
        }

        return seen;
    }

    private async ValueTask<CaseLine> Line(InstanceRow head, IReadOnlyList<TaskRow> tasks, PatientNames names, Queues queues, CancellationToken cancel)
    {
        var time = hospital.TimeAt(head.Facility);
        var fact = await facts.Of(head.Id, cancel);
        var open = tasks.Where(task => task.Open).OrderBy(task => task.Due).ToList();
        var first = open.FirstOrDefault();
        var late = first is null ? null : TaskLines.Clock(TaskView.Read(first.View).Clock, time.Now);
        // The clock of the case, as its page shows it; where it has none, that of the work due first.
        var promise = (await traces.UpTo(head, cancel))?.Clocks.Where(one => one is { Task: null, IsRunning: true }).MaxBy(one => one.Target)?.Read(time.Now);
        var clock = promise ?? late;
        var model = fact is null ? null : hospital.Model(fact.Process, fact.Version);
        return new CaseLine(
            head.Id,
            $"/cases/{head.Id}",
            names.Name(tasks.Select(task => task.Patient).OfType<Guid>().Cast<Guid?>().FirstOrDefault()) is { Length: > 0 } name ? name : head.BusinessKey ?? head.Id.ToString(),
            fact is null ? "" : string.Join(", ", new[] { fact.Text("unit") is { } unit ? hospital.UnitName(unit) : null, fact.Bed is { Length: > 0 } bed ? bed : null }.OfType<string>()),
            model?.Name ?? fact?.Process ?? "",
            fact?.Text("visit") ?? head.BusinessKey ?? "",
            CaseStatus.Look(head.Status),
            time.Clock(Micros.ToTime(head.Started)))
        {
            Clock = clock,
            Due = clock?.Due is { } due ? time.Time(due) : "",
            WaitsFor = first is null ? "" : $"{TaskView.Read(first.View).Name}, {Who(first, queues)}{(late is { Phase: ClockPhase.Late } ? $", late {Spans.Short(-late.Left)}" : "")}",
            Open = open.Count == 0 ? "" : $"{open.Count} open, {open.Count(task => (TaskState)task.State == TaskState.Offered)} with no one",
        };
    }

    private string Who(TaskRow task, Queues queues) => task.Owner is { } owner
        ? TaskLines.ShortName(hospital.NameOf(owner))
        : $"no one yet ({InSentence.Of(hospital.RoleName(queues.Find(task.Queue)?.Role ?? ""))})";

    /// <summary>The smallest id an instance that began at this time can have: ids begin with their milliseconds.</summary>
    private static Guid EarliestId(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, at.ToUnixTimeMilliseconds()) << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
