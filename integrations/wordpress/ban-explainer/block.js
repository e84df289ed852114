// The block in the editor: the choices of the page for publishers, and the explainer itself as a preview. The post
// keeps the choices only; what readers see is written by the server (ban-explainer.php).
( ( { blocks, blockEditor, components, element, i18n } ) => {
	const { address, choices, settings } = window.banExplainer;
	const { createElement: h, Fragment } = element;
	const { InspectorControls, useBlockProps } = blockEditor;
	const { PanelBody, Placeholder, SelectControl, TextControl } = components;
	const { __ } = i18n;
	const languages = choices.languages ?? [];

	// Every role has a page in every language; those in the first language name the roles.
	const prefix = ( code ) => ( languages.find( ( it ) => it.code === code ) ?? languages[ 0 ] )?.prefix ?? '/';
	const others = languages.slice( 1 ).map( ( it ) => it.prefix );
	const paths = Object.keys( choices.pages ?? {} ).filter( ( path ) => path !== '/' && ! others.some( ( it ) => path.startsWith( it ) ) );
	const capital = ( word ) => word[ 0 ].toUpperCase() + word.slice( 1 );
	const roles = choices.roles ?? paths.map( ( path ) => ( { value: path.slice( 1, -1 ), label: capital( path.slice( 1, -1 ) ) } ) );

	const Preview = ( { role, language, theme, accent, title } ) => {
		const path = prefix( language ) + ( role ? `${ role }/` : '' );
		const url = new URL( path.slice( 1 ), address );
		if ( theme ) url.searchParams.set( 'theme', theme );
		if ( /^#[\da-f]{6}$/i.test( accent ) ) url.searchParams.set( 'accent', accent.slice( 1 ) );
		if ( title ) url.searchParams.set( 'title', title );
		return h( 'iframe', {
			src: url.href,
			title: __( 'Preview of the explainer', 'ban-explainer' ),
			sandbox: 'allow-scripts',
			tabIndex: -1,
			// A click selects the block.
			style: { display: 'block', width: '100%', height: `${ choices.pages?.[ path ]?.height ?? 700 }px`, border: 0, pointerEvents: 'none' },
		} );
	};

	const Edit = ( { attributes, setAttributes } ) => {
		const props = useBlockProps();
		if ( ! address ) {
			return h( 'div', props, h( Placeholder, { icon: 'editor-help', label: __( 'Ban Explainer', 'ban-explainer' ) },
				settings
					? h( 'a', { href: settings }, __( 'Set the address of your copy first.', 'ban-explainer' ) )
					: __( 'An administrator has to set the address of your copy first.', 'ban-explainer' )
			) );
		}
		const select = ( name, label, options ) =>
			h( SelectControl, { key: name, label, value: attributes[ name ], options, onChange: ( value ) => setAttributes( { [ name ]: value } ) } );
		const wrong = attributes.accent && ! /^#[\da-f]{6}$/i.test( attributes.accent );
		return h( Fragment, null,
			h( InspectorControls, null, h( PanelBody, { title: __( 'Explainer', 'ban-explainer' ) },
				select( 'role', __( 'Opens with', 'ban-explainer' ), [ { value: '', label: __( 'The question', 'ban-explainer' ) }, ...roles ] ),
				languages.length > 1 && select( 'language', __( 'Language', 'ban-explainer' ), languages.map( ( it, nth ) => ( { value: nth ? it.code : '', label: it.name ?? it.code } ) ) ),
				select( 'theme', __( 'Colors', 'ban-explainer' ), [
					{ value: '', label: __( 'As your page', 'ban-explainer' ) },
					{ value: 'light', label: __( 'Light', 'ban-explainer' ) },
					{ value: 'dark', label: __( 'Dark', 'ban-explainer' ) },
				] ),
				h( TextControl, {
					label: __( 'Accent color', 'ban-explainer' ),
					placeholder: '#0a4f9e',
					value: attributes.accent,
					help: wrong ? __( 'Write six digits, as in #0a4f9e.', 'ban-explainer' ) : __( 'Taken only where it can be read.', 'ban-explainer' ),
					onChange: ( accent ) => setAttributes( { accent } ),
				} ),
				select( 'share', __( 'A shared link opens', 'ban-explainer' ), [
					{ value: '', label: __( 'The explainer’s own page', 'ban-explainer' ) },
					{ value: 'page', label: __( 'This post, with the reader’s answer', 'ban-explainer' ) },
				] ),
				select( 'title', __( 'Title', 'ban-explainer' ), [
					{ value: '', label: __( 'Shown', 'ban-explainer' ) },
					{ value: 'none', label: __( 'Hidden: your heading says it', 'ban-explainer' ) },
				] )
			) ),
			h( 'div', props, h( Preview, attributes ) )
		);
	};

	blocks.registerBlockType( 'ban-explainer/explainer', { edit: Edit, save: () => null } );
} )( window.wp );
