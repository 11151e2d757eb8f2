namespace Orderly.Runtime.Grants;

/// <summary>What a caller may be allowed to do.</summary>
public enum Deed
{
    WorkOnTask,

    /// <summary>Ask or tell those who have a task: they themselves, and whoever may direct it.</summary>
    SpeakOnTask,

    /// <summary>Say who is to do a task, and who must not.</summary>
    DirectTask,

    /// <summary>Have a part in an approval; which one its ladder says, not a role that this table names.</summary>
    TakePartInApproval,
    StartProcess,
    PublishMessage,
    WorkOnJobs,
    Deploy,
    ChangeOrganisation,

    /// <summary>Mend what an incident named: set variables, release what stands aside.</summary>
    MendIncident,

    /// <summary>Have an incident tried again as it is, or say of a call whether its receiver acted.</summary>
    DecideIncident,
    CancelInstance,
    ReplayMessage,

    /// <summary>Let a site or unit act, that only listened.</summary>
    Activate,

    /// <summary>Have it listen only again.</summary>
    Deactivate,
}
