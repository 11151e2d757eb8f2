using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Orderly.Web.Layout;

namespace Orderly.Web.Design;

internal static class GalleryEndpoints
{
    public static void MapGallery(this IEndpointRouteBuilder pages) => pages.MapGet("/components", Show).AllowAnonymous();

    private static RazorComponentResult<GalleryPage> Show(HttpContext http, Shells shells) =>
        new RazorComponentResult<GalleryPage>(new { View = shells.For(shells.Find(http), "Components", "/components", []) }) { PreventStreamingRendering = true };
}
