namespace Orderly.Web.Security;

/// <summary>What a principal carries. Roles are added on every request from the organisation as it stands.</summary>
internal static class Claims
{
    public const string Subject = "sub";
    /// <summary>Which sign-in a cookie came of: signing out ends that one, in whatever copy.</summary>
    public const string Session = "sid";

    public const string Kind = "kind";
    public const string Role = "role";

    public const string PersonKind = "person";
    public const string WorkerKind = "worker";
    public const string OperatorKind = "operator";
}
