namespace Orderly.Web.SignIn;

/// <summary>A person one may sign in as, where the demonstration is on.</summary>
/// <param name="OpenTasks">"12", or "1,000+" where counting stopped.</param>
public sealed record DemoPerson(string Id, string Name, string Roles, string Where, string Sees, string OpenTasks);
