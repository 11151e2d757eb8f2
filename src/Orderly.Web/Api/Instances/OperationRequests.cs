using System.Text.Json;

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
