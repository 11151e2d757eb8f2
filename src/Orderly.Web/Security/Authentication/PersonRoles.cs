using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Orderly.Runtime.Clocks;
using Orderly.Runtime.Worlds;

namespace Orderly.Web.Security.Authentication;

/// <summary>Adds a person's roles as they are held at this moment. Runs on every request, so nothing about a role is ever in a cookie.</summary>
internal sealed class PersonRoles(CurrentWorld world, HospitalClock clock) : IClaimsTransformation
{
    public Task<ClaimsPrincipal> TransformAsync(ClaimsPrincipal principal)
    {
        if (principal.HasClaim(Claims.Kind, Claims.PersonKind) && !principal.HasClaim(claim => claim.Type == Claims.Role)
            && principal.FindFirst(Claims.Subject)?.Value is { } person
            && Viewer.Of(world.Now.Organisation, person, clock.Now()) is { } viewer)
        {
            var roles = new ClaimsIdentity(viewer.Roles.Select(role => new Claim(Claims.Role, role.Code)), "roles", Claims.Subject, Claims.Role);
            principal = new ClaimsPrincipal([.. principal.Identities, roles]);
        }

        return Task.FromResult(principal);
    }
}
