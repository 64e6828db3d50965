using BlazorMedia.Domain.Accounts;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Features.Accounts.Setup;
using Microsoft.AspNetCore.Components;

namespace BlazorMedia.Web.Features.Accounts.Pages;

public sealed partial class FirstRunPage
{
    private bool isOpen;

    [Inject] internal SetupState State { get; init; } = default!;

    [Inject] internal SetupCode SetupCode { get; init; } = default!;

    [Inject] internal CreateFirstAdministrator Handler { get; init; } = default!;

    [SupplyParameterFromForm] private FirstRunForm Form { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "code")] private string? Code { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new();
        isOpen = await State.IsOpenAsync(Http.RequestAborted);
        if (!isOpen) Navigation.NotFound();
    }

    private async Task SendAsync()
    {
        if (!isOpen) return;
        Refusals = Check();
        if (Refusals.Count > 0) return;
        var created = await Handler.HandleAsync(new(Form.Email?.Trim() ?? "", Form.Password ?? "", Form.DisplayName), Http.RequestAborted);
        Refusals = created.Refusals;
        if (!created.IsSuccess) return;
        await SignIn.SignInAsync(created.Value, isPersistent: true);
        GoTo("/");
    }

    // The code first and alone: without it nobody learns anything else.
    private List<Refusal> Check()
    {
        if (!SetupCode.Accepts(Form.Code)) return [AccountRefusals.CodeWrong];
        return Form.Password == Form.Confirmation ? [] : [AccountRefusals.PasswordsDiffer];
    }

    private sealed class FirstRunForm
    {
        public string? Code { get; set; }

        public string? Email { get; set; }

        public string? DisplayName { get; set; }

        public string? Password { get; set; }

        public string? Confirmation { get; set; }
    }
}
