using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.Organisation;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Journal;
using Orderly.Runtime.Nodes;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Worlds;

namespace Orderly.Runtime.Deployment;

/// <summary>Brings this node to the newest world in the store: at start, and when another node deployed.</summary>
internal sealed class WorldLoading(IStore store, CurrentWorld current, NodeTime time)
{
    public async Task CatchUp()
    {
        var newest = await store.Read.Definitions.Latest(Manifest.Kind, Manifest.Kind);
        var universe = current.Now;
        if (newest is null || newest.Version <= universe.World.Version) return;
        for (var version = (int)universe.World.Version + 1; version <= newest.Version; version++) universe = await Next(universe, version);
        current.MoveTo(universe);
        RuntimeLog.WorldChanged(time.Log, universe.World.Version);
    }

    private async Task<Universe> Next(Universe universe, int version)
    {
        var manifest = Manifest.Read(await Body(Manifest.Kind, Manifest.Kind, version));
        var processes = new List<ProcessModel>();
        var decisions = new List<(ManifestEntry Entry, ReadOnlyMemory<byte> Body)>();
        foreach (var entry in manifest.Resources)
        {
            var body = await Body(Deployments.KindOf(entry.Kind), entry.Key, entry.Version);
            if (entry.Kind == ResourceKind.Bpmn) processes.Add(BpmnReader.Read(new MemoryStream(body)).Processes.Single(process => process.Id == entry.Key));
            else if (entry.Kind == ResourceKind.Dmn) decisions.Add((entry, body));
        }
        var models = DmnReader.ReadAll([.. decisions.Select(decision => decision.Body)], universe.DecisionModels.Values)
            .Zip(decisions, (read, decision) => read.Model ?? throw Unreadable(decision.Entry)).ToList();
        return WorldBuilding.Apply(universe, manifest, processes, models, manifest.Organisation is null ? null : await Organisation());
    }

    private async Task<byte[]> Body(string kind, string key, int version) =>
        (await store.Read.Definitions.One(DefinitionId.Of(kind, key, version)))?.Body
        ?? throw new InvalidOperationException($"Expected {kind} '{key}' version {version} in the store, but it is not there");

    private async Task<OrganisationDirectory?> Organisation() =>
        await store.Read.Definitions.Organisation() is { } row ? JsonSerializer.Deserialize(row.Body, CanonicalJson.Default.OrganisationDirectory) : null;

    private static InvalidOperationException Unreadable(ManifestEntry entry) =>
        new($"Expected {entry.Kind} '{entry.Key}' version {entry.Version} to be readable as when it was deployed, but this program refuses it");
}
