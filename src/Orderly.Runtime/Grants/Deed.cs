namespace Orderly.Runtime.Grants;

/// <summary>What a caller may be allowed to do.</summary>
public enum Deed
{
    WorkOnTask,
    StartProcess,
    PublishMessage,
    WorkOnJobs,
    Deploy,
    ChangeOrganisation,
    MendIncident,
    CancelInstance,
    ReplayMessage,
}
