using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Grants;

/// <summary>Where a task waits: what a role binding must cover to reach it.</summary>
public readonly record struct Place(short Facility, string? Unit, string Role, SensitivityLabel Sensitivity);

/// <summary>
/// Asked before every decision; denies unless a binding of the organisation, or the caller's kind, allows. Knows nothing of
/// the instance: exclusions and four eyes are the engine's.
/// </summary>
public sealed class RoleGrants(GrantOptions options)
{
    /// <returns>Null when allowed, otherwise why not.</returns>
    public string? Objection(OrganisationDirectory organisation, Caller caller, Deed deed, Place? place, DateTimeOffset at) => caller.Kind switch
    {
        CallerKind.Host => null,
        CallerKind.Operator => deed is Deed.WorkOnTask or Deed.SpeakOnTask or Deed.DirectTask or Deed.TakePartInApproval or Deed.WorkOnJobs ? $"Expected a person or a worker for {deed}, but '{caller.Id}' is an operator" : null,
        CallerKind.Worker => deed is Deed.WorkOnJobs or Deed.PublishMessage or Deed.StartProcess ? null : $"Expected a person for {deed}, but '{caller.Id}' is a worker",
        CallerKind.Person => PersonObjection(organisation, caller.Id, deed, place, at),
        _ => $"Expected a known kind of caller, but it is {caller.Kind}",
    };

    /// <summary>Whether a caller may say that an escalation told to any of <paramref name="places"/> is in hand.</summary>
    /// <returns>Null when allowed, otherwise why not.</returns>
    public static string? AcknowledgementObjection(OrganisationDirectory organisation, Caller caller, IReadOnlyList<Place> places, DateTimeOffset at)
    {
        if (caller.Kind == CallerKind.Host) return null;
        if (caller.Kind != CallerKind.Person) return $"Expected a person to acknowledge an escalation, but '{caller.Id}' is none";
        return organisation.Bindings.Any(binding => binding.Person == caller.Id && binding.IsHeldAt(at) && places.Any(place => Tells(place, binding)))
            ? null
            : $"Expected someone the escalation was told to, but '{caller.Id}' holds no such role";
    }

    /// <summary>Being told reaches further than a queue: a place without a unit is every holder of the role at the facility.</summary>
    public static bool Tells(Place place, RoleBinding binding) =>
        binding.Facility == place.Facility
        && binding.Role == place.Role
        && (place.Unit is null || binding.Unit is null || binding.Unit == place.Unit)
        && (place.Sensitivity & ~binding.Sensitivity) == SensitivityLabel.None;

    private string? PersonObjection(OrganisationDirectory organisation, string person, Deed deed, Place? place, DateTimeOffset at)
    {
        if (deed is Deed.WorkOnTask or Deed.SpeakOnTask && place is null) return "Expected a task with a place in the organisation, but it has none";
        var queue = place is { } where ? new WorkQueue(0, where.Facility, where.Unit, where.Role, where.Sensitivity) : null;
        var roles = options.RolesFor(deed);
        foreach (var binding in organisation.Bindings)
        {
            if (binding.Person != person || !binding.IsHeldAt(at)) continue;
            if (deed is Deed.WorkOnTask or Deed.SpeakOnTask && queue!.IsOpenTo(binding)) return null;
            if ((deed == Deed.TakePartInApproval || roles.Contains(binding.Role)) && IsHeldAt(binding, place)) return null;
        }
        return deed == Deed.WorkOnTask
            ? $"Expected a role that works '{place!.Value.Role}' at {place.Value.Unit ?? "this facility"}, but '{person}' holds none"
            : $"Expected one of the roles {string.Join(", ", roles)} for {deed}{(place is { Facility: not 0 } here ? $" at facility {here.Facility}" : "")}, but '{person}' holds none";
    }

    /// <summary>A deed without a place is the whole hospital's; facility 0 is that of what nobody could place.</summary>
    private static bool IsHeldAt(RoleBinding binding, Place? place) => place is not { Facility: not 0 } where || binding.Facility == where.Facility;
}
