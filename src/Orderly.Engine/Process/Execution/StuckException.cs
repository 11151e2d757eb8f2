namespace Orderly.Engine.Process;

/// <summary>A step cannot be done with the data there is; it becomes an incident, and the step is tried again when a person has mended it.</summary>
internal sealed class StuckException(IncidentKind kind, string message) : Exception(message)
{
    public IncidentKind Kind => kind;
}
