using Orderly.Journal;
using Orderly.Journal.Rows;
using Orderly.Runtime.Projection;
using Orderly.Web.Security;
using Orderly.Web.Sources;
using Orderly.Web.Worklist;

namespace Orderly.Web.Escalations;

/// <summary>Puts together what a person is told of: which work, whose, since when, and by which role.</summary>
internal sealed class EscalationReading(Hospital hospital, EscalationSight escalations, CaseFactsMemory facts, Patients patients, Looks looks)
{
    /// <summary>More stand behind the count: a person acts on the first ones.</summary>
    private const int MostShown = 5;

    /// <param name="all">Beyond the first ones too.</param>
    public async ValueTask<EscalatedView> Read(Viewer viewer, bool all, CancellationToken cancel)
    {
        var rows = await escalations.ToldTo(viewer, cancel);
        if (rows.Count == 0)
        {
            return EscalatedView.Nothing;
        }

        var shown = new List<(EscalationRow Row, TaskRow? Task, CaseFacts? Facts)>();
        foreach (var row in rows.Take(all ? EscalationSight.Most : MostShown))
        {
            shown.Add((row, row.Task is { } task ? await hospital.Store.Read.Work.Task(task, cancel) : null, await facts.Of(row.Instance, cancel)));
        }

        Guid[] tokens = [.. shown.Select(one => PatientOf(one.Task, one.Facts)).OfType<Guid>().Distinct()];
        var names = await patients.Of(viewer, tokens, cancel);
        await looks.Record(viewer.Id, "escalations", tokens, cancel);
        var lines = new List<EscalatedLine>();
        foreach (var (row, task, fact) in shown)
        {
            lines.Add(await Line(viewer, row, task, fact, names, cancel));
        }

        return new EscalatedView(lines, rows.Count);
    }

    private async ValueTask<EscalatedLine> Line(Viewer viewer, EscalationRow row, TaskRow? task, CaseFacts? fact, PatientNames names, CancellationToken cancel)
    {
        var time = hospital.TimeAt(row.Facility);
        var view = task is null ? null : TaskView.Read(task.View);
        var head = await hospital.Store.Read.Instances.Head(row.Instance, cancel);
        var model = fact is null ? null : hospital.Model(fact.Process, fact.Version);
        var visit = fact?.Text("visit") ?? fact?.BusinessKey ?? "";
        return new EscalatedLine(
            row.Clock,
            row.Level,
            view?.Name ?? (model?.Find(row.Element)?.Name is { Length: > 0 } name ? name : model?.Name ?? row.Element),
            names.Name(PatientOf(task, fact)) is { Length: > 0 } patient ? patient : visit,
            fact?.Bed is { Length: > 0 } bed ? bed : row.Unit is { } unit ? hospital.UnitName(unit) : "",
            task switch
            {
                null => "",
                { Owner: null } => "No one has it yet",
                { Owner: var owner } when owner == viewer.Id => "You have it",
                { Owner: var owner } => $"{TaskLines.ShortName(hospital.NameOf(owner))} has it",
            },
            Why(viewer, row, task),
            time.Clock(Micros.ToTime(row.At)),
            TaskLines.Clock(view?.Clock, time.Now),
            $"/cases/{head?.Root ?? row.Instance}",
            row.ToOwner && task is not null ? $"/worklist?task={task.Id}" : null);
    }

    private string Why(Viewer viewer, EscalationRow row, TaskRow? task) => row switch
    {
        { ToOwner: true } when task?.Owner == viewer.Id => "It is yours",
        { ToOwner: true } => "It waits in your queue",
        _ => $"You are told as {InSentence.Of(hospital.RoleName(row.Role))}{(row.Unit is { } unit ? $" of {hospital.UnitName(unit)}" : "")}",
    };

    private static Guid? PatientOf(TaskRow? task, CaseFacts? fact) =>
        task?.Patient ?? (Guid.TryParseExact(fact?.Text("patient"), "N", out var token) ? token : null);
}
