using Microsoft.AspNetCore.Http;
using Orderly.Journal.Rows;
using Orderly.Web.Layout;
using Orderly.Web.Security;

namespace Orderly.Web.Sources;

/// <summary>Who may see a case: whoever works on a part of it or is told that it is late, the roles that look after all cases of a facility, and programs.</summary>
internal sealed class InstanceSight(Hospital hospital, EscalationSight escalations, CaseFactsMemory facts, Shells shells, OrderlyWebOptions options)
{
    public async ValueTask<bool> MaySee(HttpContext http, InstanceRow head, CancellationToken cancel) =>
        !http.User.HasClaim(Claims.Kind, Claims.PersonKind)
        || (shells.Find(http) is { } viewer && await MaySee(viewer, head, cancel));

    public async ValueTask<bool> MaySee(Viewer viewer, InstanceRow head, CancellationToken cancel)
    {
        if (viewer.Oversees(options.Sight.AllCases, head.Facility, (await facts.Of(head.Root, cancel))?.Text("unit")))
        {
            return true;
        }

        var queues = await Queues.Read(hospital.Store, cancel);
        var instances = (await hospital.Store.Read.Instances.OfCase(head.Root, cancel)).Select(instance => instance.Id).ToList();
        var tasks = await hospital.Store.Read.Work.OfInstances(instances, cancel);
        return tasks.Any(task => queues.IsOpenTo(task.Queue, viewer)) || await escalations.IsToldOf(viewer, instances, cancel);
    }
}
