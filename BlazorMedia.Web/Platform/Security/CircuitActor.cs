using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BlazorMedia.Web.Platform.Security;

/// <summary>The door of circuits: every click and key press is done by the person who opened the page.</summary>
internal sealed class CircuitActor(AuthenticationStateProvider states, ActingNow acting) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        var person = (await states.GetAuthenticationStateAsync()).User;
        acting.Set(Actors.Of(person, person.FindFirstValue(Policies.AddressClaim)));
        await next(context);
    };
}
