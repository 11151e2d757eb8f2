using System.Globalization;
using Orderly.Canonical.Organisation;
using Orderly.Web.Security;
using Orderly.Web.Sources;

namespace Orderly.Web.Boards;

/// <summary>A unit, or a whole site, that a board is about. It is the page's address.</summary>
internal sealed record BoardPlace(Facility Facility, Unit? Unit)
{
    public string Name => Unit?.Name ?? Facility.Name;

    public string Query => Unit is { } unit ? $"?unit={Uri.EscapeDataString(unit.Code)}" : string.Create(CultureInfo.InvariantCulture, $"?site={Facility.Id}");

    public bool Holds(string? unit) => Unit is null || Unit.Code == unit;

    /// <summary>All that a viewer may choose: units first, then each site that is theirs as a whole.</summary>
    public static IReadOnlyList<BoardPlace> OpenTo(Viewer viewer, IEnumerable<string> roles, Hospital hospital)
    {
        var organisation = hospital.Organisation;
        var mine = roles.ToHashSet();
        return
        [
            .. organisation.Units.Where(unit => viewer.Oversees(mine, unit.Facility, unit.Code))
                .Select(unit => new BoardPlace(organisation.Facilities.First(facility => facility.Id == unit.Facility), unit)),
            .. organisation.Facilities.Where(facility => viewer.Oversees(mine, facility.Id, null)).Select(facility => new BoardPlace(facility, null)),
        ];
    }

    /// <summary>What the address asks for; without a word the first of the viewer's own. Null: it asks for one that is not theirs.</summary>
    public static BoardPlace? Choose(IReadOnlyList<BoardPlace> open, string? unit, string? site) => (unit, site) switch
    {
        ({ Length: > 0 }, _) => open.FirstOrDefault(place => place.Unit?.Code == unit),
        (_, { Length: > 0 }) => open.FirstOrDefault(place => place.Unit is null && place.Facility.Id.ToString(CultureInfo.InvariantCulture) == site),
        _ => open.FirstOrDefault(place => place.Unit is null) ?? (open.Count > 0 ? open[0] : null),
    };
}
