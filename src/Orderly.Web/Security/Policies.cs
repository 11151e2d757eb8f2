using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Orderly.Web.Security;

/// <summary>The names endpoints ask for. Without a name the fallback holds: signed in, nothing more.</summary>
internal static class Policies
{
    /// <summary>A person with at least one role.</summary>
    public const string AtWork = "at-work";

    public const string SeeMessages = "see-messages";

    public const string SeeBoards = "see-boards";

    public const string SeeBeds = "see-beds";

    public const string SeeIncidents = "see-incidents";

    public const string SeeActivation = "see-activation";

    /// <summary>The API's way to activation: the same people, and an operator's program.</summary>
    public const string ChangeActivation = "change-activation";

    /// <summary>The API's way to incidents: the same people, and an operator's program.</summary>
    public const string WorkOnIncidents = "work-on-incidents";

    /// <summary>A program's credentials: jobs.</summary>
    public const string Worker = "worker";

    /// <summary>A person at work or a program: the API's commands, which the runtime judges one by one.</summary>
    public const string Caller = "caller";

    public static void AddOrderlyPolicies(this IServiceCollection services, SightOptions sight) => services.AddAuthorizationBuilder()
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
        .AddPolicy(AtWork, policy => policy.RequireAuthenticatedUser().RequireClaim(Claims.Role))
        .AddPolicy(SeeMessages, policy => policy.RequireAuthenticatedUser().RequireClaim(Claims.Role, sight.Messages))
        .AddPolicy(SeeBoards, policy => policy.RequireAuthenticatedUser().RequireClaim(Claims.Role, sight.AllCases))
        .AddPolicy(SeeBeds, policy => policy.RequireAuthenticatedUser().RequireClaim(Claims.Role, [.. sight.AllCases, .. sight.Beds]))
        .AddPolicy(SeeIncidents, policy => policy.RequireAuthenticatedUser().RequireClaim(Claims.Role, sight.Incidents))
        .AddPolicy(SeeActivation, policy => policy.RequireAuthenticatedUser().RequireClaim(Claims.Role, sight.Activation))
        .AddPolicy(ChangeActivation, policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
            context.User.HasClaim(Claims.Kind, Claims.OperatorKind)
            || context.User.HasClaim(claim => claim.Type == Claims.Role && sight.Activation.Contains(claim.Value))))
        .AddPolicy(WorkOnIncidents, policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
            context.User.HasClaim(Claims.Kind, Claims.OperatorKind)
            || context.User.HasClaim(claim => claim.Type == Claims.Role && sight.Incidents.Contains(claim.Value))))
        .AddPolicy(Worker, policy => policy.RequireAuthenticatedUser().RequireClaim(Claims.Kind, Claims.WorkerKind))
        .AddPolicy(Caller, policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
            context.User.HasClaim(claim => claim.Type == Claims.Role)
            || context.User.HasClaim(Claims.Kind, Claims.WorkerKind)
            || context.User.HasClaim(Claims.Kind, Claims.OperatorKind)));
}
