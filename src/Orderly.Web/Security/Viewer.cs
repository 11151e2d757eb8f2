using Orderly.Canonical.Organisation;
using Orderly.Canonical.PatientFlow;

namespace Orderly.Web.Security;

/// <summary>
/// The person behind a request with what their bindings open right now. Built for each request from the organisation,
/// never from the cookie: a binding that ends takes effect at once.
/// </summary>
internal sealed record Viewer(Person Person, IReadOnlyList<RoleBinding> Bindings, IReadOnlyList<Role> Roles, IReadOnlyList<WorkQueue> Queues)
{
    public string Name => Person.Name;

    public string RoleNames => Roles.Count == 0 ? "no role now" : string.Join(", ", Roles.Select(role => role.Name));

    /// <summary>The sensitivity labels any of the person's bindings covers.</summary>
    public SensitivityLabel Cleared => Bindings.Aggregate(SensitivityLabel.None, (all, binding) => all | binding.Sensitivity);

    public bool Holds(IEnumerable<string> roles) => Roles.Any(role => roles.Contains(role.Code));

    public bool WorksFrom(int queue) => Queues.Any(one => one.Id == queue);

    public static Viewer? Of(OrganisationDirectory organisation, string person, DateTimeOffset at)
    {
        if (organisation.Persons.FirstOrDefault(one => one.Id == person) is not { } found)
        {
            return null;
        }

        var bindings = organisation.Bindings.Where(binding => binding.Person == person && binding.IsHeldAt(at)).ToList();
        return new Viewer(
            found,
            bindings,
            [.. organisation.Roles.Where(role => bindings.Any(binding => binding.Role == role.Code))],
            [.. organisation.Queues.Where(queue => bindings.Any(queue.IsOpenTo))]);
    }
}
