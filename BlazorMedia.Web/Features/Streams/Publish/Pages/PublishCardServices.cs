using BlazorMedia.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Web.Features.Streams.Publish.Pages;

/// <summary>What the cards of addresses need around them.</summary>
internal sealed record PublishCardServices(Toasts Toasts, Dialogs Dialogs, NavigationManager Navigation, IOptions<PublishOptions> Ports);
