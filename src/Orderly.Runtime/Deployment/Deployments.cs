using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.Organisation;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Dmn;
using Orderly.Engine.Work;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Correlation;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;
using Orderly.Runtime.Timers;
using Orderly.Runtime.Worlds;

namespace Orderly.Runtime.Deployment;

/// <summary>Puts definitions, ladders, calendars and the organisation in force, all of a bundle in one commit or nothing.</summary>
public sealed class Deployments
{
    private readonly IStore store;
    private readonly OwnerContext context;
    private readonly NewIds ids;
    private int deploying;

    internal Deployments(IStore store, OwnerContext context, NewIds ids) => (this.store, this.context, this.ids) = (store, context, ids);

    /// <summary>What would be refused, without deploying. Nothing is in force here: the bundle brings the calendars and decision models it names.</summary>
    public static ImmutableArray<DeploymentIssue> Check(DeploymentBundle bundle) => BundleReading.Of(bundle, Universe.Empty).Issues;

    public async Task<DeploymentOutcome> DeployAsync(DeploymentBundle bundle, Caller by)
    {
        var now = context.Clock.Now();
        var deed = bundle.Organisation is null ? Deed.Deploy : Deed.ChangeOrganisation;
        if (context.Grants.Objection(context.World.Now.Organisation, by, deed, null, now) is { } denied) return new DeploymentOutcome.Denied(denied);
        var reading = BundleReading.Of(bundle, context.World.Now);
        if (!reading.IsDeployable) return new DeploymentOutcome.Refused(reading.Issues);
        if (Interlocked.Exchange(ref deploying, 1) == 1) return new DeploymentOutcome.Unavailable("Expected one deployment at a time, but another is under way");
        try
        {
            return await Deploy(bundle, reading, by, now);
        }
        finally
        {
            Volatile.Write(ref deploying, 0);
        }
    }

    internal static string KindOf(ResourceKind kind) => kind switch
    {
        ResourceKind.Bpmn => "bpmn",
        ResourceKind.Dmn => "dmn",
        _ => "form",
    };

    private async Task<DeploymentOutcome> Deploy(DeploymentBundle bundle, BundleReading reading, Caller by, DateTimeOffset now)
    {
        var before = context.World.Now;
        bundle = Changed(bundle, before);
        var known = (await store.Read.Definitions.All()).GroupBy(row => (row.Kind, row.Key)).ToDictionary(rows => rows.Key, rows => rows.MaxBy(row => row.Version)!);
        var at = Micros.From(now);
        var definitions = ImmutableArray.CreateBuilder<DeployedDefinition>();
        var changes = new List<Change>();
        var fresh = Fresh(reading.Resources, known);
        foreach (var resource in reading.Resources)
        {
            var hash = SHA256.HashData(resource.Resource.Content.Span);
            var kind = KindOf(resource.Resource.Kind);
            var isNew = fresh.Contains(resource);
            foreach (var key in resource.Keys)
            {
                var version = known.TryGetValue((kind, key), out var row) ? row.Version : 0;
                if (isNew) changes.Add(new PutDeployment(new DeploymentRow(DefinitionId.Of(kind, key, ++version), kind, key, version, hash, at, by.Id, resource.Resource.Content.ToArray())));
                definitions.Add(new DeployedDefinition(resource.Resource.Kind, key, version, isNew));
            }
        }
        if (fresh.Count == 0 && bundle.Ladders.IsEmpty && bundle.Calendars.IsEmpty && bundle.Organisation is null)
            return new DeploymentOutcome.Deployed(before.World.Version, definitions.ToImmutable(), reading.Issues);

        var organisation = await NextOrganisation(bundle, by, at, changes);
        var manifest = new Manifest(before.World.Version + 1, ids.At(now))
        {
            Resources = [.. definitions.Where(definition => definition.IsNew).Select(definition => new ManifestEntry(definition.Kind, definition.Id, definition.Version))],
            Ladders = bundle.Ladders,
            Calendars = bundle.Calendars,
            Organisation = organisation,
        };
        return await Commit(before, manifest, fresh, bundle, changes, by, at) is { } failed
            ? failed
            : new DeploymentOutcome.Deployed(manifest.World, definitions.ToImmutable(), reading.Issues);
    }

    /// <summary>What changed, and the decision models that import one that did: they keep what they were read with.</summary>
    private static List<ReadResource> Fresh(IReadOnlyList<ReadResource> resources, Dictionary<(string Kind, string Key), DeploymentRow> known)
    {
        var fresh = resources.Where(resource =>
        {
            var hash = SHA256.HashData(resource.Resource.Content.Span);
            return resource.Keys.Any(key => !known.TryGetValue((KindOf(resource.Resource.Kind), key), out var row) || !row.Sha256.AsSpan().SequenceEqual(hash));
        }).ToList();
        while (true)
        {
            var changed = fresh.Select(resource => resource.Decisions?.Namespace).OfType<string>().ToHashSet(StringComparer.Ordinal);
            var importing = resources.Where(resource => resource.Decisions is { } model && !fresh.Contains(resource) && model.Imports.Any(changed.Contains)).ToList();
            if (importing.Count == 0) return [.. resources.Where(fresh.Contains)];
            fresh.AddRange(importing);
        }
    }

    /// <summary>Null when it is in force.</summary>
    private async Task<DeploymentOutcome?> Commit(
        Universe before, Manifest manifest, List<ReadResource> fresh, DeploymentBundle bundle, List<Change> changes, Caller by, long at)
    {
        var processes = fresh.SelectMany(resource => resource.Processes).ToArray();
        Universe after;
        var timers = new List<TimerRow>();
        try
        {
            after = WorldBuilding.Apply(
                before, manifest, processes, [.. fresh.Select(resource => resource.Decisions).OfType<DmnModel>()],
                bundle.Organisation is { } directory ? directory with { Version = manifest.Organisation!.Value } : null);
            timers.AddRange(Begun(before, after).Select(timer => timer.RowAfter(after.World, Micros.ToTime(at))).OfType<TimerRow>());
        }
        catch (Exception e) when (e is ArgumentException or TimeZoneNotFoundException)
        {
            return new DeploymentOutcome.Refused([new DeploymentIssue("", null, "world", e.Message, 0, 0, true)]);
        }
        changes.AddRange(Starts(before, processes));
        changes.AddRange(timers.Select(timer => new AddTimer(timer)));
        changes.AddRange(await Superseded(before, after));
        var body = manifest.ToBytes();
        changes.Add(new PutDeployment(new DeploymentRow(
            DefinitionId.Of(Manifest.Kind, Manifest.Kind, (int)manifest.World), Manifest.Kind, Manifest.Kind, (int)manifest.World, SHA256.HashData(body), at, by.Id, body)));
        changes.Add(new AddAudit(at, by.Id, "Deploy", $"world/{manifest.World}"));
        switch (await context.Writer.Write(new Append { Changes = changes }))
        {
            case Committed:
                context.World.MoveTo(after);
                context.Signals.Committed(Guid.Empty, changes);
                return null;
            case Poisoned poisoned:
                return new DeploymentOutcome.Unavailable($"Expected to be the only deployment, but another node was quicker ({poisoned.Error})");
            case var outcome:
                return new DeploymentOutcome.Unavailable(outcome is Unavailable away ? away.Error : $"Expected a commit, but it was {outcome.GetType().Name}");
        }
    }

    /// <summary>The bundle without what is in force already, so that deploying the same again makes no new world.</summary>
    private static DeploymentBundle Changed(DeploymentBundle bundle, Universe before) => bundle with
    {
        Ladders = [.. bundle.Ladders.Where(ladder => !before.World.Ladders.TryGetValue(ladder.Id, out var known) || Text(ladder) != Text(known))],
        Calendars = [.. bundle.Calendars.Where(calendar => before.World.FindCalendar(calendar.Id) is not { } known || !known.IsSameAs(WorldBuilding.CalendarOf(calendar)))],
        Organisation = bundle.Organisation is { } directory && Text(directory with { Version = before.Organisation.Version }) == Text(before.Organisation) ? null : bundle.Organisation,
    };

    private static string Text(EscalationLadder ladder) => JsonSerializer.Serialize(ladder, ManifestJson.Default.EscalationLadder);

    private static string Text(OrganisationDirectory directory) => JsonSerializer.Serialize(directory, CanonicalJson.Default.OrganisationDirectory);

    private async Task<int?> NextOrganisation(DeploymentBundle bundle, Caller by, long at, List<Change> changes)
    {
        if (bundle.Organisation is not { } directory) return null;
        var version = ((await store.Read.Definitions.Organisation())?.Version ?? 0) + 1;
        var body = JsonSerializer.SerializeToUtf8Bytes(directory with { Version = version }, CanonicalJson.Default.OrganisationDirectory);
        changes.Add(new PutOrganisation(new OrganisationRow(version, at, by.Id, body)));
        return version;
    }

    /// <summary>Messages start the newest version: the starts of the one before are closed.</summary>
    private static IEnumerable<Change> Starts(Universe before, IReadOnlyList<ProcessModel> processes)
    {
        foreach (var process in processes)
        {
            var opened = MessageStarts.RowsOf(process).ToArray();
            if (before.World.FindProcess(process.Id) is { } former)
                foreach (var row in MessageStarts.RowsOf(former.Model))
                    if (!opened.Any(open => open.Id == row.Id)) yield return new CloseSubscription(row.Id);
            foreach (var row in opened) yield return new OpenSubscription(row);
        }
    }

    private static IEnumerable<StartTimer> Begun(Universe before, Universe after) => StartTimers.Of(after).ExceptBy(StartTimers.Of(before).Select(timer => timer.Id), timer => timer.Id);

    /// <summary>The start timers of versions that are the newest no more, and of facilities that are gone.</summary>
    private async Task<IEnumerable<Change>> Superseded(Universe before, Universe after)
    {
        var gone = Begun(after, before).ToArray();
        if (gone.Length == 0) return [];
        var rows = await store.Read.Lanes.TimersOf([.. gone.Select(timer => timer.Lane).Distinct()], [.. gone.Select(timer => timer.Id)]);
        return rows.Select(row => new RemoveTimer(row.Lane, row.Due, row.Id));
    }
}
