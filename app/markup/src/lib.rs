//! `view!` with the syntax of Leptos, for pages that many phones fetch.
//!
//! Leptos gives every piece of a page a type of its own, and each type its own code to be built,
//! taken over and thrown away. Here a page is data of one type, `app::ui::node::Node`, whose code a
//! browser fetches once.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use rstml::node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement, NodeName};
use rstml::{Parser, ParserConfig};
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprLit, Ident, Lit};

/// Markup as an `app::ui::node::Node`.
///
/// Elements take `name=value`, `name`, `class:name=condition`,
/// `prop:name=condition`, `on:event=handler`,
/// `node_ref=reference` and `inner_html=html`; a capital letter begins a component.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let parser = Parser::new(ParserConfig::default().recover_block(true));
    let (nodes, faults) = parser.parse_recoverable(TokenStream::from(tokens)).split_vec();
    let faults = faults.into_iter().map(|fault| fault.emit_as_expr_tokens());
    let view = together(&nodes).unwrap_or_else(Error::into_compile_error);
    quote!({ #(#faults;)* #view }).into()
}

/// All of them as one node.
fn together(nodes: &[Node]) -> syn::Result<TokenStream> {
    let mut parts = nodes.iter().map(node).collect::<syn::Result<Vec<_>>>()?;
    match parts.len() {
        1 => {
            let part = parts.remove(0);
            Ok(quote!(crate::ui::node::IntoNode::into_node(#part)))
        }
        _ => Ok(quote!(crate::ui::node::Node::many(
            ::std::vec![#(crate::ui::node::IntoNode::into_node(#parts)),*]
        ))),
    }
}

/// An expression that can become a node.
fn node(node: &Node) -> syn::Result<TokenStream> {
    match node {
        Node::Element(of) if is_component(of.name()) => component(of),
        Node::Element(of) => element(of),
        Node::Block(NodeBlock::ValidBlock(block)) => match block.stmts.as_slice() {
            [syn::Stmt::Expr(expression, None)] => Ok(quote!(#expression)),
            _ => Ok(quote!(#block)),
        },
        Node::Text(text) => {
            let text = &text.value;
            Ok(quote!(#text))
        }
        Node::Fragment(fragment) => together(&fragment.children),
        other => Err(Error::new(other.span(), "pages are made of elements, blocks and quoted texts")),
    }
}

fn is_component(name: &NodeName) -> bool {
    name.to_string().rsplit("::").next().is_some_and(|last| last.starts_with(char::is_uppercase))
}

fn element(of: &NodeElement<rstml::Infallible>) -> syn::Result<TokenStream> {
    let name = of.name().to_string();
    let (fixed, changing): (Vec<_>, Vec<_>) = of.attributes().iter().partition(|of| fixed(of).is_some());
    let fixed: Vec<_> = fixed.into_iter().filter_map(fixed_attribute).collect();
    let fixed = fixed.join("\u{1e}");
    let attributes = changing.into_iter().map(attribute).collect::<syn::Result<Vec<_>>>()?;
    let children = of.children.iter().map(node).collect::<syn::Result<Vec<_>>>()?;
    Ok(quote!(crate::ui::node::Element::new(#name, #fixed) #(#attributes)* #(.child(#children))*))
}

/// `name` and the value of an attribute that is written out where it stands.
fn fixed(of: &NodeAttribute) -> Option<(String, String)> {
    let NodeAttribute::Attribute(of) = of else { return None };
    let name = of.key.to_string();
    if name.contains(':') || matches!(name.as_str(), "node_ref" | "inner_html") {
        return None;
    }
    let name = name.strip_prefix("r#").unwrap_or(&name).to_owned();
    match of.value() {
        None => Some((name, String::new())),
        Some(Expr::Lit(ExprLit { lit: Lit::Str(value), .. })) => Some((name, value.value())),
        Some(_) => None,
    }
}

/// All of an element's fixed attributes are one text, so that a program carries no code for each.
fn fixed_attribute(of: &NodeAttribute) -> Option<String> {
    fixed(of).map(|(name, value)| format!("{name}\u{1f}{value}"))
}

/// A call that adds the attribute to an element.
fn attribute(of: &NodeAttribute) -> syn::Result<TokenStream> {
    let NodeAttribute::Attribute(of) = of else {
        return Err(Error::new(of.span(), "an attribute has a name"));
    };
    let name = of.key.to_string();
    let name = name.strip_prefix("r#").unwrap_or(&name);
    let value = of.value();
    Ok(match (name, value, name.split_once(':')) {
        ("node_ref", Some(value), _) => quote!(.node_ref(#value)),
        ("inner_html", Some(value), _) => quote!(.inner_html(#value)),
        (_, Some(value), Some(("on", event))) => {
            let event = format_ident!("{event}", span = of.key.span());
            quote!(.on(::leptos::ev::#event, #value))
        }
        (_, Some(value), Some(("class", class))) => quote!(.class(#class, #value)),
        (_, Some(value), Some(("prop", property))) => quote!(.property(#property, #value)),
        (_, _, Some(_)) => {
            return Err(Error::new(of.key.span(), "only `class:`, `prop:` and `on:` take a colon"));
        }
        (_, Some(value), None) => quote!(.attribute(#name, #value)),
        (_, None, None) => return Err(Error::new(of.key.span(), "an attribute without a value is fixed")),
    })
}

/// A call of a component, as Leptos makes it.
fn component(of: &NodeElement<rstml::Infallible>) -> syn::Result<TokenStream> {
    let name = of.name();
    let props = of.attributes().iter().map(property).collect::<syn::Result<Vec<_>>>()?;
    let children = match of.children.as_slice() {
        [] => None,
        children => {
            let children = together(children)?;
            Some(quote!(.children(::leptos::children::ToChildren::to_children(move || #children))))
        }
    };
    Ok(quote!(::leptos::component::component_view(
        &#name,
        ::leptos::component::component_props_builder(&#name) #(#props)* #children .build()
    )))
}

fn property(of: &NodeAttribute) -> syn::Result<TokenStream> {
    match of {
        NodeAttribute::Attribute(KeyedAttribute { key: NodeName::Path(path), .. }) => {
            let name: &Ident = path
                .path
                .get_ident()
                .ok_or_else(|| Error::new(path.span(), "a component's property is one word"))?;
            let NodeAttribute::Attribute(of) = of else { return Ok(TokenStream::new()) };
            Ok(match of.value() {
                Some(value) => quote!(.#name(#value)),
                None => quote!(.#name(#name)),
            })
        }
        other => Err(Error::new(other.span(), "a component's property is one word")),
    }
}
