using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Accounts.SignIn;
using BlazorMedia.Web.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace BlazorMedia.Web.Features.Accounts.Pages;

/// <summary>
/// What the account pages have in common. They are rendered once per request, without a circuit:
/// signing in writes cookies, and a circuit has no response to write them to.
/// </summary>
public abstract class AccountPage : ComponentBase
{
    private string? mustConfirm;

    [Inject] internal IStringLocalizer<AccountsText> Text { get; init; } = default!;

    [Inject] internal UserManager<AppUser> Users { get; init; } = default!;

    [Inject] internal SignInManager<AppUser> SignIn { get; init; } = default!;

    [Inject] internal NavigationManager Navigation { get; init; } = default!;

    [Inject] internal SignInAudit Audit { get; init; } = default!;

    [Inject] internal RecentCheck Recent { get; init; } = default!;

    [CascadingParameter] private protected HttpContext Http { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")] private protected string? ReturnUrl { get; set; }

    /// <summary>What the page before says was done: the last part of a resource key <c>done.*</c>.</summary>
    [SupplyParameterFromQuery(Name = "done")] private protected string? Done { get; set; }

    /// <summary>Why the form was not accepted; each stands on its field, the others above the form.</summary>
    private protected IReadOnlyList<Refusal> Refusals { get; set; } = [];

    private protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>Post, redirect, get: a reload does not send the form again.</summary>
    private protected void GoTo(string path, string? done = null) =>
        Navigation.NavigateTo(done is null ? path : $"{path}?done={done}");

    private protected void GoBack() => Navigation.NavigateTo(LocalUrl.Or(ReturnUrl));

    private protected string WithReturnUrl(string path) =>
        Navigation.GetUriWithQueryParameters(path, new Dictionary<string, object?> { ["returnUrl"] = ReturnUrl });

    /// <summary>The signed-in person, read fresh; a cookie whose person was removed is dropped.</summary>
    private protected async Task<AppUser?> LoadUserAsync()
    {
        if (await Users.GetUserAsync(Http.User) is { } user) return user;
        await SignIn.SignOutAsync();
        GoTo("/account/login");
        return null;
    }

    /// <summary>As <see cref="LoadUserAsync"/>, for what changes the way in: a browser that was left open is asked for the password first.</summary>
    private protected async Task<AppUser?> LoadCheckedUserAsync(string page)
    {
        mustConfirm = await Recent.HoldsAsync(Http) ? null : $"/account/confirm?returnUrl={Uri.EscapeDataString(page)}";
        // A form that is sent needs the page that holds it: it is led away by its handler.
        return !IsPost && ConfirmsFirst() ? null : await LoadUserAsync();
    }

    /// <summary>Every handler of such a page begins with it: true when the browser was led to the question for the password instead.</summary>
    private protected bool ConfirmsFirst()
    {
        if (mustConfirm is null) return false;
        GoTo(mustConfirm);
        return true;
    }
}
