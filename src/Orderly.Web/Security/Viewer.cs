using Orderly.Canonical.Organisation;

namespace Orderly.Web.Security;

/// <summary>
/// The person behind a request with what their bindings open right now. Built for each request from the organisation,
/// never from the cookie: a binding that ends takes effect at once.
/// </summary>
internal sealed record Viewer(Person Person, IReadOnlyList<RoleBinding> Bindings, IReadOnlyList<Role> Roles)
{
    public string Name => Person.Name;

    public string RoleNames => Roles.Count == 0 ? "no role now" : string.Join(", ", Roles.Select(role => role.Name));

    public string Id => Person.Id;

    /// <summary>Where the person stands: the facility of the first binding.</summary>
    public short Facility => Bindings.Count > 0 ? Bindings[0].Facility : (short)0;

    public IReadOnlyList<int> Facilities => [.. Bindings.Select(binding => (int)binding.Facility).Distinct()];

    /// <summary>Whether one of the roles is held where a case is. Who holds it in some units sees those; a case that is nowhere in particular is the whole site's.</summary>
    public bool Oversees(IEnumerable<string> roles, short facility, string? unit) =>
        Bindings.Any(binding => roles.Contains(binding.Role) && binding.Facility == facility && (binding.Unit is null || binding.Unit == unit));

    public bool Holds(IEnumerable<string> roles) => Roles.Any(role => roles.Contains(role.Code));

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
            [.. organisation.Roles.Where(role => bindings.Any(binding => binding.Role == role.Code))]);
    }
}
