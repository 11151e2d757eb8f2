using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>The call activity a child instance answers to.</summary>
public sealed record ParentLink(InstanceId Instance, ElementInstanceId Element);
