using Orderly.Journal.Rows;
using Orderly.Runtime.Submission;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Incidents;

/// <summary>A case whose posting went out to the ERP and was never answered.</summary>
internal static class PostingCase
{
    public static async Task<(Guid Instance, IncidentRow Incident)> Unanswered(WebHost host, string visit)
    {
        var reply = await host.Node.Submissions.StartAsync(
            new NewInstance("posting", 1, $$"""{"visit":"{{visit}}"}""") { BusinessKey = visit }, new Terms(Caller.Operator("tests")));
        var instance = reply.ShouldBeOfType<Reply.Accepted>().Instance;
        return (instance, await Open(host, instance));
    }

    public static async Task<IncidentRow> Open(WebHost host, Guid instance) => await Eventually.Get(
        async () => (await host.Store.Read.Instances.Incidents([instance])).FirstOrDefault(row => row.Resolved is null), "an incident about the posting");

    public static async Task<InstanceRow> Ended(WebHost host, Guid instance) => await Eventually.Get(
        async () => await host.Store.Read.Instances.Head(instance) is { Ended: not null } head ? head : null, "the case to end");

    public static async Task<string?> Audited(WebHost host, Guid incident) =>
        (await host.Store.Read.Records.AuditOf($"incident/{incident}", 1)).SingleOrDefault() is { } row ? $"{row.Actor} {row.What}" : null;
}
