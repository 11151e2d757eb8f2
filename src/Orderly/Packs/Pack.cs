using System.Collections.Immutable;
using Orderly.Canonical.Organisation;
using Orderly.Engine.Work;
using Orderly.Runtime.Deployment;

namespace Orderly.Packs;

/// <summary>A value stream's folder, read: what to deploy, and the organisation it brings where it brings one.</summary>
/// <param name="Folder">Absolute path.</param>
/// <param name="Resources">Models, tables and forms, in the order they are written in <c>pack.yaml</c>.</param>
/// <param name="Routes">Folder of inbound routes; null where the pack has none.</param>
internal sealed record Pack(
    string Folder,
    string Id,
    string Version,
    string Title,
    ImmutableArray<Resource> Resources,
    ImmutableArray<EscalationLadder> Ladders,
    ImmutableArray<CalendarHours> Calendars,
    OrganisationDirectory? Organisation,
    string? Routes)
{
    public DeploymentBundle ToBundle() => new() { Resources = Resources, Ladders = Ladders, Calendars = Calendars, Organisation = Organisation };
}
