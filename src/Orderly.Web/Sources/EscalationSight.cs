using Orderly.Canonical.PatientFlow;
using Orderly.Journal.Rows;
using Orderly.Runtime.Grants;
using Orderly.Web.Security;

namespace Orderly.Web.Sources;

/// <summary>What a person is told of late work, by the roles they hold now.</summary>
internal sealed class EscalationSight(Hospital hospital)
{
    /// <summary>Shown or counted no further: whoever is told of more has a bigger trouble than the list.</summary>
    public const int Most = 100;

    /// <summary>Open ones, one a clock with the highest rung the person was told by, the longest first.</summary>
    public async ValueTask<IReadOnlyList<EscalationRow>> ToldTo(Viewer viewer, CancellationToken cancel)
    {
        var queues = await Queues.Read(hospital.Store, cancel);
        int[] places = [.. queues.All.Values.Where(queue => Reaches(queue, viewer)).Select(queue => queue.Id)];
        var rows = await hospital.Store.Read.Escalations.ToldTo(viewer.Id, places, Most * 2, cancel);
        var owned = await Owned(viewer, rows, cancel);
        return [.. rows
            .Where(row => !row.ToOwner || owned.Contains(row.Task) || queues.IsOpenTo(row.Queue, viewer))
            .GroupBy(row => row.Clock)
            .Select(clock => clock.MaxBy(row => row.Level)!)
            .OrderBy(row => row.At).ThenBy(row => row.Clock)
            .Take(Most)];
    }

    /// <summary>Whether a person is told of anything in some instances.</summary>
    public async ValueTask<bool> IsToldOf(Viewer viewer, IReadOnlyCollection<Guid> instances, CancellationToken cancel)
    {
        var queues = await Queues.Read(hospital.Store, cancel);
        return (await hospital.Store.Read.Escalations.OfInstances(instances, cancel))
            .Any(row => row.Ended is null && !row.ToOwner && queues.Find(row.Queue) is { } queue && Reaches(queue, viewer));
    }

    private async ValueTask<HashSet<Guid?>> Owned(Viewer viewer, IReadOnlyList<EscalationRow> rows, CancellationToken cancel)
    {
        var owned = new HashSet<Guid?>();
        foreach (var task in rows.Where(row => row.ToOwner).Select(row => row.Task).OfType<Guid>().Distinct())
        {
            if (await hospital.Store.Read.Work.Task(task, cancel) is { } row && row.Owner == viewer.Id)
            {
                owned.Add(task);
            }
        }

        return owned;
    }

    private static bool Reaches(QueueRow row, Viewer viewer)
    {
        var place = new Place(row.Facility, row.Unit.Length == 0 ? null : row.Unit, row.Role, (SensitivityLabel)row.Sensitivity);
        return viewer.Bindings.Any(binding => RoleGrants.Tells(place, binding));
    }
}
