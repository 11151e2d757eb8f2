using System.Collections.Immutable;
using Orderly.Engine.Ids;
using Orderly.Engine.Process;
using Orderly.Engine.Rehearsal;
using Orderly.Journal;
using Orderly.Runtime.Grants;
using Orderly.Runtime.Ownership;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Operations;

/// <summary>What an operator asks about an instance before changing it, and repairs that are more than one command. Looking and trying write nothing.</summary>
public sealed class Operations
{
    private readonly IStore store;
    private readonly OwnerContext context;
    private readonly Submissions submissions;

    internal Operations(IStore store, OwnerContext context, Submissions submissions) => (this.store, this.context, this.submissions) = (store, context, submissions);

    /// <summary>The state after an entry, folded from the journal; null where there is no such instance or entry.</summary>
    /// <param name="entry">The last entry when null.</param>
    public async Task<InstanceState?> PastAsync(Guid instance, long? entry, CancellationToken cancel = default)
    {
        if (await store.Read.Instances.Head(instance, cancel) is not { } head || entry > head.Seq || entry < 1) return null;
        var rows = await store.Read.Instances.Journal(instance, 0, entry ?? head.Seq, int.MaxValue, cancel);
        return Engine.Process.Replay.Fold(new InstanceId(instance), rows.Select(Entries.Read));
    }

    /// <summary>Why the caller may not look into or repair what is in the state; null when it may.</summary>
    public string? Objection(Caller by, Command command, InstanceState state)
    {
        var (deed, place) = CommandDeed.Of(command, state);
        return context.Grants.Objection(context.World.Now.Organisation, by, deed, place, context.Clock.Now());
    }

    /// <summary>What a migration would do to the instance as it stands: where everything goes, and what would happen.</summary>
    public async Task<MigrationForecast?> ForecastAsync(Guid instance, MigrateInstance migration)
    {
        if (await PastAsync(instance, null) is not { } state) return null;
        var world = context.World.Now.World;
        if (world.FindProcess(state.Process, state.Version)?.Model is not { } from || world.FindProcess(state.Process, migration.Version)?.Model is not { } to)
            return new([], [], new ProcessNotDeployed(state.Process, migration.Version), []);
        var plan = MigrationPlan.Of(state, from, to, migration);
        var places = state.Elements.Where(element => element.Scope.Value != 0).Select(element => new MigrationPlace(
            element.Id.Value, element.Element, plan.Moves.FirstOrDefault(move => move.Activation == element.Id)?.To ?? plan.Elements.GetValueOrDefault(element.Element, element.Element),
            plan.Moves.Any(move => move.Activation == element.Id), plan.Withdrawn.Contains(element.Id))).ToImmutableArray();
        var decision = Decider.Decide(world, state, migration, new CommandContext(context.Clock.Now(), Actor.System));
        return new(places, [.. plan.Problems], decision.Rejection, [.. decision.Events]);
    }

    /// <summary>Goes back to the version before the last migration, with its names turned round. What began since must have a place there.</summary>
    public async Task<Reply> UndoMigrationAsync(Guid instance, string reason, Terms terms)
    {
        var (state, before, last) = (new InstanceState(new InstanceId(instance)), 0, (InstanceMigrated?)null);
        foreach (var row in await store.Read.Instances.Journal(instance, 0, long.MaxValue, int.MaxValue))
        {
            var (version, entry) = (state.Version, Entries.Read(row));
            Evolution.Apply(state, entry);
            if (entry.Events.OfType<InstanceMigrated>().LastOrDefault() is { } migrated) (before, last) = (version, migrated);
        }
        if (state.Seq == 0) return new Reply.NotFound($"Expected an instance {instance}, but there is none");
        if (last is null) return new Reply.Rejected("NotMigrated", "Expected an instance that was migrated, but it never was");
        if (Turned(last.Elements) is not { } elements || Turned(last.Flows) is not { } flows)
            return new Reply.Rejected("CannotUndo", "Expected a plan that gave each element its own place, but it brought several to one: migrate back with a plan of your own");
        return await submissions.CommandAsync(instance, new MigrateInstance(before, elements, flows, reason), terms);
    }

    /// <summary>Mends many incidents with the same values, each by itself: one that cannot be mended does not hold up the others.</summary>
    public async Task<IReadOnlyList<(Guid Incident, Reply Reply)>> ResolveAsync(IReadOnlyList<Guid> incidents, string variables, Terms terms)
    {
        var replies = new List<(Guid, Reply)>(incidents.Count);
        // Those of one instance queue at its owner anyway; this many at once keep the writer's batches full.
        foreach (var chunk in incidents.Distinct().Chunk(64))
            replies.AddRange(await Task.WhenAll(chunk.Select(async incident => (incident, await submissions.ResolveIncidentAsync(incident, variables, terms)))));
        return replies;
    }

    /// <summary>
    /// Forks the instance in memory after an entry and plays a script on the fork: its calls and jobs go nowhere, its messages reach
    /// only the fork, its time moves when the script says so.
    /// </summary>
    /// <exception cref="RehearsalException">The script asks for what is not there.</exception>
    public static (Rehearsal Fork, Performance Played, string? Broken) Fork(World world, InstanceState past, Script script)
    {
        var fork = new Rehearsal(world, past.At);
        var performance = new Performance(fork, past.At);
        try
        {
            fork.TakeUp(past);
            performance.Play(script);
            return (fork, performance, null);
        }
        catch (RehearsalException refused)
        {
            return (fork, performance, refused.Message);
        }
    }

    public World World => context.World.Now.World;

    private static ImmutableSortedDictionary<string, string>? Turned(ImmutableSortedDictionary<string, string> names) =>
        names.Values.Distinct().Count() == names.Count ? names.ToImmutableSortedDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal) : null;
}

/// <summary>What a migration would do.</summary>
/// <param name="Problems">What has no place; empty when it would be done.</param>
/// <param name="Rejection">Why it would be refused; null when it would be done.</param>
/// <param name="Events">What would be recorded.</param>
public sealed record MigrationForecast(ImmutableArray<MigrationPlace> Places, ImmutableArray<string> Problems, Rejection? Rejection, ImmutableArray<Event> Events);

/// <param name="BeginsAnew">Whether it ends here and begins there.</param>
/// <param name="Withdrawn">Whether it ends and nothing takes its place.</param>
public sealed record MigrationPlace(int Activation, string From, string To, bool BeginsAnew, bool Withdrawn);
