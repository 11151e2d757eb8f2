namespace Orderly.Journal.Rows;

/// <summary>A deployed resource, one row a version, never changed.</summary>
/// <param name="Kind">bpmn, dmn, form, route, pack.</param>
/// <param name="Key">The resource's own id, such as the BPMN process id.</param>
/// <param name="Sha256">Of <paramref name="Body"/>.</param>
public sealed record DeploymentRow(
    Guid Id, string Kind, string Key, int Version, byte[] Sha256, long At, string Actor, byte[] Body);

/// <summary>One version of the organisation: facilities, units, people, bindings, calendars.</summary>
public sealed record OrganisationRow(int Version, long At, string Actor, byte[] Body);
