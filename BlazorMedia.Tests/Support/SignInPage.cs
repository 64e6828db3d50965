using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlazorMedia.Tests.Support;

/// <summary>Forms of static pages, filled and sent as a browser without scripts would do it.</summary>
internal static class SignInPage
{
    public static async Task SubmitAsync(HttpClient client, string email, string password)
    {
        var form = await FormAsync(client, "/account/login", "form:has(input[type=password])");
        var fields = Fields(form);
        fields[Name(form, "input[type=email], input[autocomplete^=username], input[name$=Email]")] = email;
        fields[Name(form, "input[type=password]")] = password;
        using var answer = await client.PostAsync(Action(form, "/account/login"), new FormUrlEncodedContent(fields));
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
            throw new InvalidOperationException($"Sign-in was not accepted: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The form with everything that a browser would send back, the antiforgery token among it.</summary>
    public static async Task<IHtmlFormElement> FormAsync(HttpClient client, string path, string selector)
    {
        var html = await client.GetStringAsync(path);
        var page = await new HtmlParser().ParseDocumentAsync(html);
        return page.QuerySelector(selector) as IHtmlFormElement ?? throw new InvalidOperationException($"{path} has no {selector}:\n{html}");
    }

    public static Dictionary<string, string> Fields(IHtmlFormElement form) => form.QuerySelectorAll<IHtmlInputElement>("input[name]")
        .Where(i => i.Type is not ("checkbox" or "radio" or "submit" or "button") || i.IsChecked)
        .DistinctBy(i => i.Name).ToDictionary(i => i.Name!, i => i.Value);

    /// <summary>Where the form goes; the page itself when it does not say.</summary>
    public static string Action(IHtmlFormElement form, string page) => form.GetAttribute("action") is { Length: > 0 } action ? action : page;

    private static string Name(IHtmlFormElement form, string selector) =>
        form.QuerySelector(selector)?.GetAttribute("name") ?? throw new InvalidOperationException($"The form has no {selector}.");
}
