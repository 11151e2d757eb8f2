using Orderly.Journal.Database;
using Orderly.Journal.Sealing;

namespace Orderly.Journal.Read;

/// <summary>Everything that is read, by who asks. Bodies come opened; one whose key was destroyed throws <see cref="SealedForGoodException"/>.</summary>
public sealed class Reads
{
    internal Reads(IQueries queries, KeyRing ring, Dialect dialect)
    {
        var sealedQueries = new SealedQueries(queries, ring);
        Instances = new InstanceReads(sealedQueries);
        Work = new WorkReads(sealedQueries, dialect);
        Escalations = new EscalationReads(sealedQueries);
        Lanes = new LaneReads(sealedQueries);
        Effects = new EffectReads(sealedQueries);
        Messages = new MessageReads(sealedQueries);
        Inbox = new InboxReads(sealedQueries);
        Definitions = new DefinitionReads(sealedQueries);
        Patients = new PatientReads(sealedQueries);
        Records = new RecordReads(sealedQueries);
        Census = new CensusReads(sealedQueries);
    }

    /// <summary>Heads, journals, snapshots, and what hangs on an instance.</summary>
    public InstanceReads Instances { get; }

    /// <summary>Tasks and worklists.</summary>
    public WorkReads Work { get; }

    /// <summary>Who is told of late work.</summary>
    public EscalationReads Escalations { get; }

    /// <summary>What a lane's owner has to do next.</summary>
    public LaneReads Lanes { get; }

    public EffectReads Effects { get; }

    /// <summary>Correlation: messages, subscriptions, deliveries.</summary>
    public MessageReads Messages { get; }

    /// <summary>Inbound messages and the canonical events made of them.</summary>
    public InboxReads Inbox { get; }

    /// <summary>Deployments and the organisation.</summary>
    public DefinitionReads Definitions { get; }

    public PatientReads Patients { get; }

    public CensusReads Census { get; }

    /// <summary>History, audit, access.</summary>
    public RecordReads Records { get; }
}
