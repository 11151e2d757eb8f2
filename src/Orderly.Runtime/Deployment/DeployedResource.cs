using System.Collections.Immutable;
using Orderly.Canonical.Organisation;
using Orderly.Engine.Work;

namespace Orderly.Runtime.Deployment;

public enum ResourceKind
{
    Bpmn,
    Dmn,
    Form,
}

/// <summary>One file to deploy.</summary>
/// <param name="Name">The file's name, for messages; it names nothing inside.</param>
public sealed record Resource(string Name, ResourceKind Kind, ReadOnlyMemory<byte> Content);

/// <summary>Open hours that models refer to. Times are local to <paramref name="Zone"/> (IANA).</summary>
/// <param name="Hours">Per weekday; null for "closes" is midnight.</param>
public sealed record CalendarHours(string Id, string Zone, ImmutableArray<OpenSpan> Hours, ImmutableArray<DateOnly> Holidays);

public sealed record OpenSpan(DayOfWeek Day, TimeOnly Opens, TimeOnly? Closes);

/// <summary>What becomes valid together.</summary>
public sealed record DeploymentBundle
{
    public ImmutableArray<Resource> Resources { get; init; } = [];

    public ImmutableArray<EscalationLadder> Ladders { get; init; } = [];

    public ImmutableArray<CalendarHours> Calendars { get; init; } = [];

    /// <summary>The whole organisation, replacing the one before; null leaves it. Its version is set by the deployment.</summary>
    public OrganisationDirectory? Organisation { get; init; }
}

/// <summary>What is wrong with a resource, and where. Line and column count from 1; 0 = the whole file.</summary>
/// <param name="Rule">Stable code of the rule broken.</param>
public sealed record DeploymentIssue(string Resource, string? Element, string Rule, string Reason, int Line, int Column, bool IsError);

/// <summary>What became of a deployment. All of it is valid from one world version on, or none.</summary>
public abstract record DeploymentOutcome
{
    private DeploymentOutcome()
    {
    }

    /// <summary>In force as world <paramref name="World"/>; the version before when nothing in it was new.</summary>
    public sealed record Deployed(long World, ImmutableArray<DeployedDefinition> Definitions, ImmutableArray<DeploymentIssue> Warnings) : DeploymentOutcome;

    public sealed record Refused(ImmutableArray<DeploymentIssue> Issues) : DeploymentOutcome;

    public sealed record Denied(string Reason) : DeploymentOutcome;

    /// <summary>Not done, and nothing is wrong with it: another deployment is under way, or the store cannot be written.</summary>
    public sealed record Unavailable(string Reason) : DeploymentOutcome;
}

/// <summary>A definition under its id. An unchanged one keeps its version.</summary>
public sealed record DeployedDefinition(ResourceKind Kind, string Id, int Version, bool IsNew);
