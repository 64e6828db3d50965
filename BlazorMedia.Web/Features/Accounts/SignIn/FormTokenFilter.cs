using BlazorMedia.Domain.Accounts;
using BlazorMedia.Web.Platform.Problems;
using Microsoft.AspNetCore.Antiforgery;

namespace BlazorMedia.Web.Features.Accounts.SignIn;

/// <summary>
/// Asks for the antiforgery token, in a field or a header, and says so when it is wrong. The framework's own check answers without a body,
/// so that the not-found page would be run with the form that was just refused.
/// </summary>
internal sealed class FormTokenFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext) ? await next(context) : AccountRefusals.FormExpired.ToProblem();
}
