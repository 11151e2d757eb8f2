using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

public sealed class DefinitionReads
{
    private readonly SealedQueries queries;

    internal DefinitionReads(SealedQueries queries) => this.queries = queries;

    /// <summary>All versions of all resources, with empty bodies.</summary>
    public async ValueTask<IReadOnlyList<DeploymentRow>> All(CancellationToken cancel = default) =>
        await queries.Plain("deployments", _ => { }, r =>
            new DeploymentRow(r.Uuid(0), r.Text(1), r.Text(2), r.Int(3), r.Bytes(4), r.Long(5), r.Text(6), []), cancel);

    public ValueTask<DeploymentRow?> One(Guid id, CancellationToken cancel = default) =>
        queries.PlainOne("deployment", args => args.Uuid(id), RowMaps.Deployment, cancel);

    public ValueTask<DeploymentRow?> Latest(string kind, string key, CancellationToken cancel = default) =>
        queries.PlainOne("deployment_latest", args =>
        {
            args.Text(kind);
            args.Text(key);
        }, RowMaps.Deployment, cancel);

    /// <summary>The newest version.</summary>
    public ValueTask<OrganisationRow?> Organisation(CancellationToken cancel = default) =>
        queries.PlainOne("organisation", _ => { }, r => new OrganisationRow(r.Int(0), r.Long(1), r.Text(2), r.Bytes(3)), cancel);
}
