using System.Text.Json;
using Orderly.Runtime.Operations;

namespace Orderly.Web.Api.Instances;

/// <param name="Reason">Kept in the journal and told to whoever asks why.</param>
internal sealed record SuspendRequest(string? Reason = null);

/// <param name="Element">The element's id; scopes around it that are not active are opened.</param>
/// <param name="Variables">Set at the element before it begins.</param>
internal sealed record ActivateRequest(string? Element = null, JsonElement? Variables = null);

/// <param name="Activate">What to begin; done before anything is ended.</param>
/// <param name="End">Activations to end with all inside them, by the numbers the state shows.</param>
internal sealed record ModifyRequest(IReadOnlyList<ActivateRequest>? Activate = null, IReadOnlyList<int>? End = null, string? Reason = null);

/// <param name="Version">The version to go on as.</param>
/// <param name="Elements">Elements that are called otherwise there; others keep their id or are found by name and kind.</param>
/// <param name="Flows">Flows with a waiting token that are called otherwise there.</param>
internal sealed record MigrateRequest(int Version, IReadOnlyDictionary<string, string>? Elements = null, IReadOnlyDictionary<string, string>? Flows = null, string? Reason = null);

/// <param name="Subprocess">The activation of the ad-hoc subprocess.</param>
internal sealed record ChooseRequest(int Subprocess, IReadOnlyList<string>? Activities = null);

/// <param name="Reason">Kept in the journal and told to whoever asks why.</param>
internal sealed record UndoRequest(string? Reason = null);

/// <param name="Entry">The entry after which the instance is forked; the last one when absent.</param>
/// <param name="Steps">A script as rehearsals have it, played on the fork.</param>
internal sealed record ForkRequest(long? Entry = null, JsonElement? Steps = null);

/// <summary>An instance as it stood after an entry.</summary>
/// <param name="State">As snapshots have it: everything active, and everything waited for.</param>
internal sealed record PastDocument(Guid Instance, long Entry, DateTimeOffset At, string Status, JsonElement State);

/// <param name="Possible">Whether it would be done.</param>
/// <param name="Problems">What stands against it.</param>
/// <param name="Places">Where everything active would go.</param>
/// <param name="Events">What would be recorded, in order.</param>
internal sealed record ForecastDocument(bool Possible, IReadOnlyList<string> Problems, IReadOnlyList<MigrationPlace> Places, IReadOnlyList<EventDocument> Events);

/// <param name="Broken">The step that could not be done, and why; the trace goes up to there.</param>
/// <param name="Unmet">What the script expected and was otherwise.</param>
internal sealed record ForkDocument(string? Broken, IReadOnlyList<string> Unmet, IReadOnlyList<ForkLine> Trace, IReadOnlyList<ForkedInstance> Instances);

/// <param name="At">Time since the entry.</param>
internal sealed record ForkLine(string At, int Instance, string What, string Subject, string? Detail);

internal sealed record ForkedInstance(int Instance, string Process, string Status, JsonElement Variables, IReadOnlyList<string> Waits);
