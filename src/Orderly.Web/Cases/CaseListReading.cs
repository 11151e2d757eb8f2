using System.Buffers.Binary;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Projection;
using Orderly.Web.Design;
using Orderly.Web.Security;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Cases;

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

/// <summary>The cases that began within the last day, those with the earliest due work first.</summary>
internal sealed class CaseListReading(Hospital hospital, CaseFactsMemory facts, Patients patients, Looks looks)
{
    private const int Most = 200;
    private static readonly TimeSpan Reach = TimeSpan.FromHours(24);

    public async ValueTask<CaseListView> Read(Viewer viewer, string? find, bool includeEnded, SightOptions sight, CancellationToken cancel)
    {
        var queues = await Queues.Read(hospital.Store, cancel);
        var heads = (await hospital.Store.Read.Instances.After(EarliestId(hospital.Now - Reach), Most * 4, cancel))
            .Where(head => head.Parent is null && (includeEnded || head.Ended is null) && viewer.Facilities.Contains(head.Facility))
            .ToList();
        var tasks = (await hospital.Store.Read.Work.OfInstances([.. heads.Select(head => head.Id)], cancel)).ToLookup(task => task.Focus ?? task.Instance);
        if (!viewer.Holds(sight.AllCases))
        {
            heads = [.. heads.Where(head => tasks[head.Id].Any(task => queues.IsOpenTo(task.Queue, viewer)))];
        }

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

    private async ValueTask<CaseLine> Line(InstanceRow head, IReadOnlyList<TaskRow> tasks, PatientNames names, Queues queues, CancellationToken cancel)
    {
        var time = hospital.TimeAt(head.Facility);
        var fact = await facts.Of(head.Id, cancel);
        var open = tasks.Where(task => task.Open).OrderBy(task => task.Due).ToList();
        var first = open.FirstOrDefault();
        var clock = first is null ? null : TaskLines.Clock(TaskView.Read(first.View).Clock, time.Now);
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
            WaitsFor = first is null ? "" : $"{TaskView.Read(first.View).Name}, {Who(first, queues)}",
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
