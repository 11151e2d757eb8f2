using Orderly.Engine.Ids;

namespace Orderly.Engine.Bpmn;

/// <summary>A deployed process: a model with the version it got and the deployment it came with.</summary>
public sealed record ProcessDefinition(ProcessModel Model, int Version, DeploymentId Deployment)
{
    public string Id => Model.Id;
}
