using Orderly.Engine.Process;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Ownership;

/// <summary>Brings a command to the owner of its instance: the one in this process, or the node that the cluster names.</summary>
internal abstract class InstanceRouting
{
    public abstract Task<Reply> Submit(Guid instance, Command command, Terms terms, JobRetry? retry = null);

    /// <summary>The instance has mail. Nothing is lost when this is: mail is swept.</summary>
    public abstract void Poke(Guid instance);
}

/// <summary>One node: every owner is here.</summary>
internal sealed class LocalRouting(Owners owners) : InstanceRouting
{
    public override Task<Reply> Submit(Guid instance, Command command, Terms terms, JobRetry? retry = null) =>
        owners.Take(instance, Work.Of(command, terms, retry));

    public override void Poke(Guid instance) => owners.Poke(instance);
}
